package importer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"attain/app/sales"
)

// fold reduces a name to its letters and digits in lower case, so that "Close
// Date", "close_date" and "CloseDate" are one. Decomposed Hangul, as files
// from macOS have it, is composed. Accents, which many leave out, are too.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return withoutAccent(unicode.ToLower(r))
		}
		return -1
	}, norm.NFC.String(name))
}

// withoutAccent is the letter under the accents of German, French and Spanish.
func withoutAccent(r rune) rune {
	if r < 'à' || r > 'ÿ' {
		return r
	}
	switch {
	case r <= 'å':
		return 'a'
	case r == 'ç':
		return 'c'
	case r >= 'è' && r <= 'ë':
		return 'e'
	case r >= 'ì' && r <= 'ï':
		return 'i'
	case r == 'ñ':
		return 'n'
	case r >= 'ò' && r <= 'ö':
		return 'o'
	case r >= 'ù' && r <= 'ü':
		return 'u'
	}
	return r
}

// means reports whether a folded word is one of the words of a list, which
// are parted by spaces and already folded.
func means(folded, list string) bool {
	for word := range strings.FieldsSeq(list) {
		if word == folded {
			return true
		}
	}
	return false
}

// isNull recognises the texts with which programs and people write nothing.
// "NA" and "None" mean something in some columns of text (North America), so
// they count as nothing only where a date or a number is expected.
func isNull(text string, kind ValueType) bool {
	switch text {
	case "", "-", "--", "---", "—", "–", "NULL", "null", "Null", "N/A", "n/a", "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?",
		"Select", "(blank)", "(Blank)", "(empty)", "<null>", "\\N", "NaN", "nan", "없음", "해당 없음", "해당없음", "미정", "선택":
		return true
	}
	if kind == TypeText || kind == TypeID || kind == TypeYesNo || (text[0] >= '0' && text[0] <= '9') {
		return false
	}
	return means(fold(text), "na nil none null undefined unknown never tbd notset")
}

// outcomeOfStage recognises stage names that say how a deal ended, in English
// and Korean. closed is a name that says that it ended but not how.
func outcomeOfStage(name string) (outcome Outcome, closed bool) {
	folded := fold(name)
	switch {
	case means(folded, `won closedwon closewon dealwon wonclosed closedandwon win closedsuccess successful signed
		contractsigned dealsigned soldwon sold booked 수주 수주완료 수주성공 수주확정 성공 계약 계약완료 계약체결 계약성사 성사 거래성사 승리 낙찰
		영업성공 거래성공 마감성공 성공종료 종료수주 수주종료 클로즈드원 closedwon성사 closedwon수주
		gewonnen abgeschlossengewonnen auftragerhalten gagne gagnee fermeegagnee conclue signe signee ganado ganada cerradoganado cerradaganada 受注 受注済 受注済み 成約 成立`):
		return OutcomeWon, true
	case means(folded, `lost closedlost closelost deallost lostclosed closedandlost loss closedlosttocompetition
		closedlosttocompetitor lostdeal lostopportunity 실주 실주완료 실주확정 실패 실패종료 수주실패 영업실패 거래실패 계약실패 계약불발
		패찰 탈락 유찰 무산 상실 거래상실 종료실주 closedlost실주 클로즈드로스트
		verloren abgeschlossenverloren perdu perdue fermeeperdue perdido perdida cerradoperdido cerradaperdida 失注 不成立 失注済み`):
		return OutcomeLost, true
	case means(folded, `closed close done finished completed ended 종료 마감 완료 종결 클로즈 abgeschlossen geschlossen cloture cloturee ferme fermee cerrado cerrada クローズ 完了`):
		return OutcomeUnknown, true
	}
	return OutcomeUnknown, false
}

// outcomeOfWord recognises what stands in an outcome or status column.
func outcomeOfWord(text string) (Outcome, bool) {
	folded := fold(text)
	if outcome, _ := outcomeOfStage(text); outcome != OutcomeUnknown {
		return outcome, true
	}
	switch {
	case means(folded, `open opened active inprogress ongoing pending working new pipeline undecided running
		진행 진행중 오픈 미결 열림 미정 대기 신규 영업중 진행건 offen laufend inbearbeitung ouvert ouverte encours abierto abierta encurso 商談中 進行中 未決`):
		return OutcomeOpen, true
	case means(folded, "success 1"):
		return OutcomeWon, true
	case means(folded, "abandoned cancelled canceled dead disqualified rejected failed failure deleted 취소 포기 중단 보류종료"):
		return OutcomeLost, true
	}
	return OutcomeUnknown, false
}

// yes reads a yes or no in English or Korean; false for other texts.
func yes(text string) (value, ok bool) {
	folded := fold(text)
	switch {
	case means(folded, "true yes y t 1 x on 예 네 참 o 맞음 해당 ja wahr oui vrai si verdadero はい"):
		return true, true
	case means(folded, "false no n f 0 off 아니오 아니요 거짓 nein falsch non faux falso いいえ"), folded == "":
		return false, true
	}
	return false, false
}

// activityType returns the usual type a word means, else the folded text.
func activityType(text string) sales.ActivityType {
	folded := fold(text)
	switch {
	case means(folded, "call calls logacall phone phonecall outboundcall inboundcall coldcall telephone dial 전화 통화 콜 전화통화 유선 anruf telefonat appel llamada 電話 架電 通話"):
		return sales.Call
	case means(folded, "mail mails email emails listemail outgoingemail incomingemail emailsent sentemail letter 메일 이메일 전자우편 courriel correo correoelectronico メール eメール"):
		return sales.Mail
	case means(folded, `meeting meetings appointment demo visit presentation lunch videomeeting onsite facetoface
		미팅 회의 방문 방문미팅 대면 대면미팅 화상회의 화상미팅 시연 데모 발표 termin besprechung besuch treffen vorfuhrung rendezvous rdv reunion visite demonstration visita cita 会議 訪問 打ち合わせ 打合せ 商談 アポ デモ`):
		return sales.Meeting
	case means(folded, "message messages sms text textmessage chat whatsapp kakaotalk kakao linkedinmessage 메시지 문자 카톡 카카오톡 채팅"):
		return sales.Message
	case means(folded, "web website webvisit websitevisit pageview formsubmission form 웹 웹사이트 홈페이지 웹방문"):
		return sales.Web
	case means(folded, "mailopen emailopen mailopened emailopened openedemail 메일열람 메일오픈 이메일열람"):
		return sales.MailOpen
	case means(folded, "mailclick emailclick mailclicked emailclicked linkclick 메일클릭 이메일클릭 링크클릭"):
		return sales.MailClick
	case means(folded, "social socialmedia linkedin facebook twitter instagram 소셜 sns 소셜미디어"):
		return sales.Social
	case means(folded, "event events conference webinar tradeshow exhibition seminar 행사 이벤트 전시회 웨비나 세미나 박람회"):
		return sales.Event
	case means(folded, "referral referred recommendation 소개 추천"):
		return sales.Referral
	case means(folded, "task tasks todo todos 할일 작업 업무 aufgabe tache tarea タスク"):
		return taskType
	}
	return sales.ActivityType(strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(text)), " ")))
}

// taskType is the type of what is only to be done; it is none of the usual ones.
const taskType sales.ActivityType = "task"

// activityDirection recognises which way it went; empty if the word is
// unknown.
func activityDirection(text string) sales.Direction {
	folded := fold(text)
	switch {
	case means(folded, "outbound out outgoing outgoingemail email sent outbox 발신 송신 아웃바운드 외향 보냄"):
		return sales.Outbound
	case means(folded, "inbound in incoming incomingemail forwardedemail received inbox 수신 인바운드 내향 받음"):
		return sales.Inbound
	}
	return ""
}

// activityOutcome returns the usual outcome a word means, else the text in
// lower case.
func activityOutcome(text string) sales.Outcome {
	folded := fold(text)
	switch {
	case means(folded, `conversation connected talked spoke answered reached spokewith contacted interested notinterested
		conversationheld connectedcall 통화 통화성공 연결 연결됨 대화 통화완료 상담`):
		return sales.Conversation
	case means(folded, "voicemail leftvoicemail leftmessage leftlivemessage vm 음성사서함 음성메시지 메시지남김"):
		return sales.Voicemail
	case means(folded, "noanswer unanswered notreached busy noresponse wrongnumber 부재 부재중 무응답 통화중 연결실패 미연결"):
		return sales.NoAnswer
	case means(folded, "reply replied responded response answeredmail 회신 답장 답변 회신받음"):
		return sales.Reply
	case means(folded, "noreply notreplied unreplied sent opened 미회신 회신없음 무회신 발송"):
		return sales.NoReply
	case means(folded, "bounce bounced hardbounce softbounce undelivered failed 반송 수신실패"):
		return sales.Bounce
	case means(folded, "held completed done attended took place tookplace happened 진행 완료 진행됨 참석 실시"):
		return sales.Held
	case means(folded, "noshow didnotattend missed 불참 노쇼 미참석"):
		return sales.NoShow
	case means(folded, "cancelled canceled rescheduled 취소 취소됨 일정변경"):
		return sales.Cancelled
	}
	return sales.Outcome(strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(text)), " ")))
}

// leadStatus recognises a lead's status; false if the word is unknown.
func leadStatus(text string) (sales.LeadStatus, bool) {
	folded := fold(text)
	switch {
	case means(folded, "new open opennotcontacted notcontacted uncontacted fresh unread subscriber lead 신규 미접촉 새리드 접수"):
		return sales.LeadNew, true
	case means(folded, `working contacted inprogress workingcontacted attempted attemptedtocontact connected nurturing
		contactinfuture openlead opendeal marketingqualifiedlead engaged 진행 진행중 접촉 접촉중 육성 컨택 컨택중 작업중 연락중`):
		return sales.LeadWorking, true
	case means(folded, `qualified converted salesqualifiedlead salesqualified sql closedconverted opportunity won prequalified
		적격 전환 전환됨 전환완료 유효 기회 기회전환 검증됨`):
		return sales.LeadQualified, true
	case means(folded, `disqualified unqualified notqualified closednotconverted junk junklead lost lostlead dead rejected badtiming
		recycled 부적격 탈락 무효 제외 실패 종료 미전환 거절`):
		return sales.LeadDisqualified, true
	}
	return "", false
}

// teamRow recognises the row of a quota sheet that is the team's own quota.
func teamRow(name string) bool {
	return means(fold(name), "team wholeteam teamquota company all everyone 팀 팀전체 전체 전사 회사 팀목표")
}

// sumRow recognises the row that only adds the others up.
func sumRow(name string) bool {
	return means(fold(name), "total totals sum subtotal subtotals grandtotal grandtotals summe gesamt gesamtsumme totaux soustotal totales 合計 小計 総計 합계 총계 소계 계 총합 누계")
}
