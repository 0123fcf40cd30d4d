package importer

import (
	"context"
	"errors"
	"strings"
)

// Guess says what the rows of a table most likely are, by its columns and by
// the file's name; ok is false where nothing speaks for any kind. Errors are
// those of Detect.
func Guess(ctx context.Context, src Source, opts Options) (kind Kind, ok bool, err error) {
	plain := opts
	plain.NoHeader, plain.Map = true, nil
	t, err := openTable(ctx, src, KindDeals, plain, nil)
	if err != nil {
		return "", false, err
	}
	first, sheet := t.pending, t.sheet
	if err := t.close(); err != nil {
		return "", false, err
	}
	best, bestScore := Kind(""), 0
	for _, kind := range Kinds() {
		if score := likeness(first, kind, src.Name, sheet); score > bestScore {
			best, bestScore = kind, score
		}
	}
	return best, best != "", nil
}

// likeness is how much a table looks like one of a kind: 0 if it lacks what
// the kind cannot do without.
func likeness(first []tableRow, kind Kind, file, sheet string) int {
	at := headerAt(first, kind, Options{})
	place := &table{sheet: sheet}
	headers := uniqueHeaders(place.head(first[:at], trimTail(first[at].cells), kind))
	m, err := match(kind, headers, Options{})
	if err != nil {
		return 0
	}
	if kind == KindQuotas {
		m.wide = wideColumns(&m, headers, Options{})
	}
	var unfit *FileError
	named := hinted(kind, file) || hinted(kind, sheet)
	// What the name says is enough: what is missing is asked for then.
	if err := m.check(kind, Options{}, headers); errors.As(err, &unfit) && unfit.Kind != ErrNoYear && (!named || len(m.columns) < 3) {
		return 0
	}
	score, marks := len(m.columns), 0
	for field := range m.columns {
		if means(field, telling(kind)) {
			marks++
		}
	}
	score += 3 * marks
	if len(m.wide) > 1 || (unfit != nil && unfit.Kind == ErrNoYear) {
		score, marks = score+9, marks+1
	}
	if named {
		score, marks = score+8, marks+1
	}
	if marks == 0 {
		return 0
	}
	return score
}

// telling are the fields that few other kinds have.
func telling(kind Kind) string {
	switch kind {
	case KindDeals:
		return "amount stage closed outcome expected_close probability won_time lost_time is_won splits"
	case KindStageHistory:
		return "deal stage at"
	case KindActivities:
		return "type at direction duration outcome subject done planned"
	case KindLeads:
		return "status company touches decided is_converted"
	case KindQuotas:
		return "period amount units length"
	case KindReps:
		return "manager email started left is_manager"
	case KindProducts:
		return "price category"
	case KindAccounts:
		return "industry region"
	case KindContacts:
		return "email phone title account"
	case KindSettings:
		return "value"
	case KindStages:
		return "probability day_limit definition criteria late"
	case KindProfile:
		return "attribute operator weight"
	case KindGoals:
		return "type count connected"
	}
	return ""
}

// hinted reports a file or sheet whose name says what is in it.
func hinted(kind Kind, name string) bool {
	folded := fold(name)
	words := map[Kind]string{
		KindDeals:        "deal opportunit pipeline salesorder 거래 영업기회 수주 파이프라인",
		KindStageHistory: "stagehistory opportunityhistory dealstagehistory 단계이력 이력",
		KindActivities:   "activit calls meeting task event engagement 활동 통화 일지",
		KindLeads:        "lead 리드 잠재고객",
		KindQuotas:       "quota target goal 목표 할당",
		KindReps:         "reps salesteam salesperson owner user employee team 담당자 영업사원 직원 팀원",
		KindProducts:     "product item 제품 상품 품목",
		KindAccounts:     "account reseller compan customer 고객 거래처",
		KindContacts:     "contact people person 연락처",
		KindSettings:     "settings 설정",
		KindStages:       "stages process 프로세스",
		KindProfile:      "profile 프로필",
		KindGoals:        "goals",
	}
	past := strings.Contains(folded, "history") || strings.Contains(folded, "이력")
	if kind == KindDeals && past {
		return false
	}
	for word := range strings.FieldsSeq(words[kind]) {
		if strings.Contains(folded, word) {
			return true
		}
	}
	return false
}
