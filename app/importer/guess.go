package importer

import (
	"context"
	"errors"
	"slices"
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

// mostSheets is how many sheets of a workbook are looked at for a table.
const mostSheets = 20

// GuessSheet finds the first sheet of a workbook whose rows most likely are of
// the kind, or of any where it is empty, and says of which; sheet is empty where
// there is none, and for a file that is no workbook. Errors are those of Detect.
func GuessSheet(ctx context.Context, src Source, kind Kind, opts Options) (sheet string, found Kind, err error) {
	if src.Sheet == nil {
		return "", "", nil
	}
	rows, err := src.Sheet(ctx, "")
	if err != nil {
		return "", "", err
	}
	sheets := rows.Sheets()
	if err := rows.Close(); err != nil {
		return "", "", err
	}
	for _, opts.Sheet = range sheets[:min(len(sheets), mostSheets)] {
		found, ok, err := Guess(ctx, src, opts)
		var failure *FileError
		switch {
		case errors.As(err, &failure) && failure.Kind == ErrEmpty:
		case err != nil:
			return "", "", err
		case ok && (kind == "" || kind == found):
			return opts.Sheet, found, nil
		}
	}
	return "", "", nil
}

// likeness is how much a table looks like one of a kind: 0 if it lacks what
// the kind cannot do without.
func likeness(first []tableRow, kind Kind, file, sheet string) int {
	place := &table{sheet: sheet}
	place.readHead(first, kind, Options{})
	headers := place.headers
	m, err := match(kind, headers, Options{})
	if err != nil {
		return 0
	}
	if kind == KindQuotas {
		m.wide = wideColumns(&m, headers, Options{})
	}
	named := hinted(kind, file) || hinted(kind, sheet)
	unfit := m.check(kind, Options{}, headers)
	if !m.tells(kind, unfit, named) {
		return 0
	}
	score, marks := len(m.columns), 0
	for field := range m.columns {
		if means(field, telling(kind)) {
			marks++
		}
	}
	score += 3 * marks
	if len(m.wide) > 1 || lacksYear(unfit) {
		score, marks = score+9, marks+1
	}
	if named {
		score, marks = score+8, marks+1
	}
	if kind == KindStageHistory && unfit == nil && (named || m.changes(headers)) {
		score += 12 // of the states of a deal a history has as many columns as the deal
	}
	if marks == 0 {
		return 0
	}
	return score
}

// changes reports a history that says what something changed to.
func (m *mapping) changes(headers []string) bool {
	stage, ok := m.columns["stage"]
	_, fields := m.columns["property"]
	return fields || ok && means(fold(headers[stage]), "tostage newstage stageto tostagename enteredstage 변경단계 이후단계 변경후단계 새단계")
}

// tells reports whether the columns that a kind would read are enough to take a
// table for one of it. What the name says of it is enough where something else
// is only missing, which is asked for then. A column alone may be called as it
// is by chance, and ids without a name are those of another table.
func (m *mapping) tells(kind Kind, unfit error, named bool) bool {
	if unfit != nil && !lacksYear(unfit) && (!named || len(m.columns) < 3) {
		return false
	}
	if len(m.columns)+len(m.wide) < 2 && !named && !lacksYear(unfit) {
		return false
	}
	has := func(fields string) bool {
		return slices.ContainsFunc(strings.Fields(fields), func(field string) bool { _, ok := m.columns[field]; return ok })
	}
	switch kind {
	case KindLeads:
		return has("name first_name last_name") || has("company") && has("status source created touches")
	case KindReps, KindProducts, KindAccounts, KindContacts:
		return has("name first_name last_name email") || named && len(m.columns) > 2
	default:
		return true
	}
}

// lacksYear reports a quota sheet that lacks nothing but the year of its months.
func lacksYear(unfit error) bool {
	var failure *FileError
	return errors.As(unfit, &failure) && failure.Kind == ErrNoYear
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
		return "kind probability order day_limit definition criteria late is_won is_closed"
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
	past := containsAny(folded, "history 이력")
	switch {
	case kind == KindStageHistory && past && containsAny(folded, "stage deal opportunit 단계 거래 영업기회"):
		return true
	case kind == KindStages && (past || containsAny(folded, "dealstage stagechange")), kind == KindDeals && (past || containsAny(folded, "stage 단계")):
		return false
	}
	return containsAny(folded, map[Kind]string{
		KindDeals:        "deal opportunit pipeline salesorder 거래 영업기회 수주 파이프라인",
		KindStageHistory: "dealstage stagechange 이력",
		KindActivities:   "activit calls meeting task event engagement 활동 통화 일지",
		KindLeads:        "lead 리드 잠재고객",
		KindQuotas:       "quota target goal 목표 할당",
		KindReps:         "reps salesteam salesperson owner user employee team 담당자 영업사원 직원 팀원",
		KindProducts:     "product item 제품 상품 품목",
		KindAccounts:     "account reseller compan customer organi kunden firmen client 고객 거래처 업체",
		KindContacts:     "contact people person 연락처",
		KindSettings:     "settings 설정",
		KindStages:       "stage process 프로세스 영업단계",
		KindProfile:      "profile 프로필",
		KindGoals:        "goals",
	}[kind])
}

// containsAny reports whether a text has one of the words of a list in it.
func containsAny(text, list string) bool {
	for word := range strings.FieldsSeq(list) {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
