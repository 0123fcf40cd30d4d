package importer

import (
	"slices"
	"strings"
	"unicode"

	"attain/app/sales"
)

// activityType is what was done: by the type, where that is a usual word, else by
// a finer column beside it (Salesforce's Task Subtype), else by how the subject
// begins where the type says nothing ("Call: next steps"), else the type as it
// stands. A single letter or a number stands for something that only its writer
// knows, so it is asked for.
func (v *rowValues) activityType(kind, subject string) sales.ActivityType {
	known := v.reader.words.types.of(kind, activityType)
	sub := v.text("subtype")
	finer := v.reader.words.types.of(sub, activityType)
	if finer == sales.Event { // of Salesforce, what stands in the calendar
		finer = sales.Meeting
	}
	says := kind != "" && (!isPlaceholder(kind) || v.translated("type"))
	switch {
	case kind != "" && known.Usual(), says && sub == "":
		return known
	case finer.Usual():
		return finer
	case says:
		return known
	}
	begins, _, _ := strings.Cut(strings.TrimSpace(subject), " ")
	first := activityType(strings.TrimRightFunc(begins, unicode.IsPunct))
	switch {
	case slices.Contains([]sales.ActivityType{sales.Call, sales.Mail, sales.Meeting, sales.Message}, first):
		return first
	case sub != "" && !isPlaceholder(sub):
		return finer
	case kind != "":
		v.fail("type", kind, "placeholder")
		return known
	}
	return ""
}

// isPlaceholder reports a word that says nothing: a single letter or sign, or a
// number. One syllable of Hangul is a word.
func isPlaceholder(word string) bool {
	return len(word) == 1 || allDigits(word)
}

// translated reports whether the user said what the field's text means.
func (v *rowValues) translated(field string) bool {
	_, there := v.reader.values[field][valueKey(v.raw(field))]
	return there
}

// saysOnlyDone reports an outcome that says of a call, a mail or a task no more
// than that it is done. Of a meeting it says that it was held.
func saysOnlyDone(kind sales.ActivityType, outcome string) bool {
	return slices.Contains([]sales.ActivityType{sales.Call, sales.Mail, sales.Message, taskType, noteType}, kind) &&
		means(fold(outcome), "completed done closed finished 완료 완료됨 실시 진행됨")
}

// noteType is the type of a note, which is nothing that was done.
const noteType sales.ActivityType = "note"

// impliedType is the type that all rows of a table have, as columns of their own
// say that only calls, meetings, mails, tasks or notes have; empty if none do.
func impliedType(headers []string) sales.ActivityType {
	count, best, tied := map[sales.ActivityType]int{}, sales.ActivityType(""), false
	for _, header := range headers {
		if kind := columnsType(header); kind != "" {
			count[kind]++
		}
	}
	for _, kind := range []sales.ActivityType{sales.Call, sales.Mail, sales.Meeting, taskType, noteType} {
		switch {
		case count[kind] > count[best]:
			best, tied = kind, false
		case count[kind] == count[best]:
			tied = true
		}
	}
	if tied {
		return ""
	}
	return best
}

// columnsType is the type that a column belongs to: "Call outcome",
// "property_hs_meeting_title". A type's name alone is none, as a contact has a
// column "Email" and any table one for notes.
func columnsType(header string) sales.ActivityType {
	folded := fold(header)
	for _, prefix := range []string{"propertyhs", "property", "hs"} {
		if rest, ok := strings.CutPrefix(folded, prefix); ok {
			folded = rest
			break
		}
	}
	for _, c := range []struct {
		kind  sales.ActivityType
		words string
	}{
		{sales.Call, "callandmeetingtype calltitle callbody callnotes calldirection calloutcome callresult calldisposition callduration calldurationinseconds callstatus callsource callrecordingurl callrecording callowner callpurpose callagenda callstarttime 통화결과 통화시간 통화시간초 통화시간분 통화방향 통화일시 통화일"},
		{sales.Mail, "emailsubject emailbody emaildirection emailsendstatus emailfromaddress emailtoaddress emailtext emailhtml emailstatus 메일제목 메일본문"},
		{sales.Meeting, "meetingname meetingtitle meetingbody meetingdescription meetingoutcome meetingstarttime meetingendtime meetinglocation internalmeetingnotes webconferencemeetingid premeetingprospectreminders meetingowner eventowner allday 미팅일시 미팅일 미팅결과 미팅장소"},
		{taskType, "taskowner tasktitle tasksubject taskbody tasknotes taskstatus taskpriority taskqueue"},
		{noteType, "notebody notetext"},
	} {
		if means(folded, c.words) {
			return c.kind
		}
	}
	return ""
}
