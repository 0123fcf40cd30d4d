package importer

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"hash/maphash"
	"reflect"
	"strings"
	"testing"
)

func TestColumnsDecideDatesAndNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		content   string
		order     DateOrder
		decimal   rune
		ambiguous bool
		created   string // of the first row
		amount    string
	}{
		"day first":        {"name;created;amount\nA;03/04/2021;1.234,50\nB;25/04/2021;7\n", OrderDMY, ',', false, "2021-04-03", "1234.50"},
		"month first":      {"name,created,amount\nA,03/04/2021,\"1,234.50\"\nB,04/25/2021,7\n", OrderMDY, '.', false, "2021-03-04", "1234.50"},
		"late decision":    {"name,created,amount\n" + strings.Repeat("A,03/04/2021,\"1,234\"\n", 30000) + "B,25/04/2021,\"1,5\"\n", OrderDMY, ',', false, "2021-04-03", "1.234"},
		"nothing decides":  {"name,created,amount\nA,03/04/2021,5\nB,05/06/2021,7\n", OrderMDY, '.', true, "2021-03-04", "5"},
		"points are local": {"name;created;amount\nA;03.04.2021;1.234\nB;05.06.2021;2.500\n", OrderDMY, ',', true, "2021-04-03", "1234"},
		"other column":     {"name,created,closed,amount\nA,03/04/2021,25/12/2021,5\nB,05/06/2021,26/12/2021,7\n", OrderDMY, '.', true, "2021-04-03", "5"},
	} {
		drafts, report := readText(t, c.content, KindDeals, Options{})
		created, _ := report.Detection.Column("created")
		amount, _ := report.Detection.Column("amount")
		if created.Format.Date != c.order || created.Format.Ambiguous != c.ambiguous || amount.Format.Decimal != c.decimal {
			t.Errorf("%s: created %+v, amount %+v", name, created.Format, amount.Format)
		}
		first := as[*DealDraft](t, drafts[0])
		if first.Created.Day.String() != c.created || first.Amount.String() != c.amount {
			t.Errorf("%s: created %s, amount %s", name, first.Created.Day, first.Amount)
		}
	}
}

func TestMixedColumnsRejectTheMinority(t *testing.T) {
	_, report := readText(t, "name,created\nA,25/04/2021\nB,26/04/2021\nC,04/27/2021\n", KindDeals, Options{})
	created, _ := report.Detection.Column("created")
	if !created.Format.Mixed || report.Rejected != 1 || report.Rejections[0].Line != 4 || report.Rejections[0].Value != "04/27/2021" {
		t.Errorf("%+v, %+v", created.Format, report.Rejections)
	}
}

func TestOutcomes(t *testing.T) {
	won, lost, open := OutcomeWon, OutcomeLost, OutcomeOpen
	for _, c := range []struct {
		header, row string
		opts        Options
		outcome     Outcome
		stage       string
	}{
		{"stage", "Closed Won", Options{}, won, ""},
		{"stage", "closedwon", Options{}, won, ""},
		{"stage", "수주", Options{}, won, ""},
		{"stage", "계약 완료", Options{}, won, ""},
		{"stage", "Lost", Options{}, lost, ""},
		{"stage", "실주", Options{}, lost, ""},
		{"stage", "Engaging", Options{}, open, "Engaging"},
		{"stage", "", Options{}, "", ""},
		{"name", "x", Options{}, "", ""},
		{"stage,outcome", "Proposal,Won", Options{}, won, "Proposal"},
		{"stage,outcome", "Closed,Lost", Options{}, lost, ""},
		{"stage,outcome", "Closed,Lost", Options{Stages: []string{"Closed"}}, lost, "Closed"},
		{"stage,outcome", "Won,open", Options{}, open, ""},
		{"status", "won", Options{}, won, ""},
		{"상태", "제안", Options{}, open, "제안"},
		{"상태", "진행중", Options{}, open, ""},
		{"stage", "Signed off", Options{Values: map[string]map[string]string{"outcome": {"signed OFF": "won"}}}, won, ""},
		{"stage", "Engaging", Options{Values: map[string]map[string]string{"stage": {"Engaging": "Negotiation"}}}, open, "Negotiation"},
		{"stage,is_won,is_closed", "X,true,true", Options{}, won, "X"},
		{"stage,is_won,is_closed", "X,false,true", Options{}, lost, "X"},
		{"stage,is_won,is_closed", "X,FALSE,FALSE", Options{}, open, "X"},
		{"won_time", "2026-01-02", Options{}, won, ""},
		{"stage", "X", Options{Const: map[string]string{"outcome": "lost"}}, lost, "X"},
	} {
		drafts, report := readText(t, "external_id,"+c.header+"\nD1,"+c.row+"\n", KindDeals, c.opts)
		if len(drafts) != 1 {
			t.Errorf("%s=%s: %+v", c.header, c.row, report.Rejections)
			continue
		}
		if d := as[*DealDraft](t, drafts[0]); d.Outcome != c.outcome || d.Stage != c.stage {
			t.Errorf("%s=%s: outcome %q, stage %q", c.header, c.row, d.Outcome, d.Stage)
		}
	}
	_, report := readText(t, "external_id,stage,outcome\nD1,Closed,\nD2,A,what\n", KindDeals, Options{})
	if report.Rejected != 2 || report.Rejections[0].Reason != "importer.reject.closedHow" || report.Rejections[1].Reason != "importer.reject.outcome" {
		t.Errorf("%+v", report.Rejections)
	}
}

func TestClosedDateOfAnOpenDealIsExpected(t *testing.T) {
	drafts, _ := readText(t, "external_id,stage,close date\nD1,Demo,2026-05-01\nD2,Won,2026-05-02\n", KindDeals, Options{})
	open, won := as[*DealDraft](t, drafts[0]), as[*DealDraft](t, drafts[1])
	if open.ExpectedClose.String() != "2026-05-01" || open.Closed.Known() || !open.Has("expected_close") {
		t.Errorf("%+v", open)
	}
	if won.Closed.Day.String() != "2026-05-02" || won.ExpectedClose.Known() || won.Has("expected_close") || won.Has("stage") {
		t.Errorf("%+v", won)
	}
}

func TestPresets(t *testing.T) {
	for preset, c := range map[string]struct{ header, row string }{
		"hubspot":    {"Record ID,Deal Name,Deal Stage,Close Date,Create Date,Deal owner,Amount,Pipeline", "1,A,closedwon,2026-02-03 10:00,2026-01-02 09:30,Kim,100,default"},
		"pipedrive":  {"Deal - Title,Deal - Value,Deal - Currency of value,Deal - Owner,Deal - Stage,Deal - Status,Deal - Won time,Deal - Lost time,Deal - Closed on,Deal - Creation date,Deal - Expected close date,Deal - Probability,Deal - Lost reason", "A,100,USD,Kim,Demo,Won,2026-02-03 10:00:00,,2026-02-03,2026-01-02 09:30:00,2026-03-01,50,"},
		"salesforce": {"Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date,Type", "Kim,Acme,A,Closed Won,100,2/3/2026,1/2/2026,New"},
		"zoho":       {"Record Id,Deal Name,Account Name,Stage,Amount,Closing Date,Deal Owner,Created Time", "1,A,Acme,Closed Won,100,2026-02-03,Kim,2026-01-02 09:30:00"},
	} {
		for _, given := range []string{"", preset} {
			drafts, report := readText(t, c.header+"\n"+c.row+"\n", KindDeals, Options{Preset: given, Currency: "USD"})
			if report.Detection.Preset != preset || len(drafts) != 1 {
				t.Errorf("%s: detected %q, %+v", preset, report.Detection.Preset, report.Rejections)
				continue
			}
			d := as[*DealDraft](t, drafts[0])
			if d.Name != "A" || d.Rep != "Kim" || d.Amount.String() != "100" || d.Outcome != OutcomeWon ||
				d.Closed.Day.String() != "2026-02-03" || d.Created.Day.String() != "2026-01-02" {
				t.Errorf("%s: %+v", preset, d)
			}
		}
	}
}

func TestMappingConstantsAndValues(t *testing.T) {
	opts := Options{
		Map:    map[string]string{"name": "Titel", "amount": "Summe", "rep": "Wer"},
		Const:  map[string]string{"stage": "Demo", "rep": "Kim"},
		Values: map[string]map[string]string{"name": {"a": "Alpha", "": "None"}},
	}
	drafts, report := readText(t, "Titel,Summe,created,Wer\nA,1,garbage,Lee\n,2,garbage,Lee\n", KindDeals, opts)
	if report.Rejected > 0 || len(drafts) != 2 {
		t.Fatalf("%+v", report.Rejections)
	}
	first, second := as[*DealDraft](t, drafts[0]), as[*DealDraft](t, drafts[1])
	if first.Name != "Alpha" || second.Name != "None" || first.Rep != "Kim" || first.Stage != "Demo" || first.Created.Known() {
		t.Errorf("%+v", first)
	}
	if !first.Has("stage") || !first.Has("amount") || first.Has("created") || first.Has("product") {
		t.Error("the fields that are there are wrong")
	}
}

func TestNothingAndCurrency(t *testing.T) {
	drafts, report := readText(t, "external_id,account,created,amount,source\nD1,NULL,N/A,-,Select\nD2,NA,NA,none,x\nD3,A,,€5,\nD4,A,,$6,\n", KindDeals, Options{Currency: "USD"})
	if len(drafts) != 3 || report.Rejected != 1 || report.Rejections[0].Reason != "importer.reject.currency" || report.Rejections[0].Line != 4 {
		t.Fatalf("%d drafts, %+v", len(drafts), report.Rejections)
	}
	first, second := as[*DealDraft](t, drafts[0]), as[*DealDraft](t, drafts[1])
	if first.Account+first.Channel != "" || first.Amount.Valid || first.Created.Known() {
		t.Errorf("%+v", first)
	}
	if second.Account != "NA" || second.Amount.Valid {
		t.Errorf("%+v", second)
	}
}

func TestProbabilities(t *testing.T) {
	for column, want := range map[string]string{"0.2,1,": "0.2 1 ", "20,1,100": "0.20 0.01 1.00", "20%,0.5%,": "0.20 0.005 "} {
		content := "name,probability\n"
		for i, value := range strings.Split(column, ",") {
			content += fmt.Sprintf("D%d,%s\n", i, value)
		}
		drafts, _ := readText(t, content, KindDeals, Options{})
		var got []string
		for _, d := range drafts {
			got = append(got, as[*DealDraft](t, d).Probability.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", column, got)
		}
	}
}

// TestShelf keeps rows aside in groups: in order of the first rows, each with
// its rows in file order, and as they were drafted.
func TestShelf(t *testing.T) {
	shelf := NewShelf()
	defer func() { _ = shelf.Close() }()
	content := "external_id,name,amount,notes\nSO1,A,\"2,10\",\"a\nb\"\nSO2,B,1,\nSO1,C,3,\nSO3,D,4,x\nSO1,E,5,\n"
	var want, got []string
	say := func(key string, d Draft) string {
		deal := as[*DealDraft](t, d)
		return fmt.Sprint(key, deal.Line, deal.Name, deal.Amount, deal.Extra, deal.Row, deal.Has("amount"), deal.Has("rep"))
	}
	_, err := Read(t.Context(), BytesSource("t.csv", []byte(content)), KindDeals, Options{}, Sink{Draft: func(d Draft) error {
		key := as[*DealDraft](t, d).ExternalID
		want = append(want, say(key, d))
		return shelf.Add(key, d)
	}})
	if err != nil || shelf.Len() != 3 {
		t.Fatal(err, shelf.Len())
	}
	want = []string{want[0], want[2], want[4], want[1], want[3]}
	for i := range shelf.Len() {
		groups, err := shelf.Group(i)
		if err != nil || len(groups) != 1 {
			t.Fatal(err, groups)
		}
		for _, d := range groups[0].Drafts {
			got = append(got, say(groups[0].Key, d))
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// TestShelfTellsKeysOfOneHashApart.
func TestShelfTellsKeysOfOneHashApart(t *testing.T) {
	shelf := NewShelf()
	defer func() { _ = shelf.Close() }()
	_, err := Read(t.Context(), BytesSource("t.csv", []byte("external_id,name\n1,A\n2,B\n1,C\n")), KindDeals, Options{}, Sink{Draft: func(d Draft) error {
		if err := shelf.Add("1", d); err != nil {
			return err
		}
		for hash := range shelf.known {
			for _, other := range []string{"2"} {
				shelf.known[maphash.String(shelf.seed, other)] = shelf.known[hash]
			}
		}
		return shelf.Add("2", d)
	}})
	groups, groupErr := shelf.Group(0)
	if err != nil || groupErr != nil || shelf.Len() != 1 || len(groups) != 2 || len(groups[0].Drafts) != 3 || len(groups[1].Drafts) != 3 {
		t.Errorf("%v %v %+v", err, groupErr, groups)
	}
}

func TestStageHistory(t *testing.T) {
	drafts, report := readText(t, `Deal,Stage,Date
D1,Proposal,2026-03-02
D1,Lead,2026-01-02
D1,Closed Lost,2026-03-03 10:00
D1,Proposal,2026-03-05
,Lead,2026-01-02
D2,Lead,
D2,,2026-01-02
`, KindStageHistory, Options{})
	var got []string
	for _, d := range drafts {
		m := as[*MoveDraft](t, d)
		got = append(got, fmt.Sprintf("%d %s %s %s %s", m.Line, m.Deal, m.Stage, m.Outcome, m.At.Day))
	}
	want := []string{"2 D1 Proposal open 2026-03-02", "3 D1 Lead open 2026-01-02", "4 D1  lost 2026-03-03", "5 D1 Proposal open 2026-03-05"}
	if !reflect.DeepEqual(got, want) || report.Rejected != 3 {
		t.Errorf("%q, %+v", got, report.Rejections)
	}
}

func TestActivities(t *testing.T) {
	drafts, report := readText(t, `날짜,유형,담당자,방향,결과,통화시간(초),예정
2026-03-02 10:00,전화,김민수,발신,통화,95,아니오
2026-03-03,이메일,김민수,,회신,,
2026-03-04,미팅,김민수,,,,예
2026-03-04,Lunch & Learn,김민수,,Great,,
`, KindActivities, Options{})
	var got []string
	for _, d := range drafts {
		a := as[*ActivityDraft](t, d)
		got = append(got, fmt.Sprintf("%s %s %s %d %v", a.Type, a.Direction, a.Outcome, a.Minutes, a.Planned))
	}
	want := []string{"call outbound conversation 2 false", "mail  reply 0 false", "meeting   0 true", "lunch & learn  great 0 false"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %+v", got, report.Rejections)
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]int{"15": 15, "0:15:00": 15, "1h 20m": 80, "15분": 15, "90 sec": 2, "1시간": 60, "": 0, "1.5": 2} {
		drafts, _ := readText(t, "type,at,duration\ncall,2026-01-01,"+text+"\n", KindActivities, Options{})
		if len(drafts) != 1 || as[*ActivityDraft](t, drafts[0]).Minutes != want {
			t.Errorf("%q: %v", text, drafts)
		}
	}
}

func TestLeads(t *testing.T) {
	drafts, report := readText(t, `First Name,Last Name,company,status,touches,attr.Industry,attr.size
Jane,Doe,Acme,Open - Not Contacted,2,SaaS,50
민수,김,삼성,적격,web=2026-03-01; mail_open,IT,
X,Y,Z,what,,,
`, KindLeads, Options{})
	if len(drafts) != 2 || report.Rejected != 1 || report.Rejections[0].Field != "status" {
		t.Fatalf("%d drafts, %+v", len(drafts), report.Rejections)
	}
	jane, kim := as[*LeadDraft](t, drafts[0]), as[*LeadDraft](t, drafts[1])
	if jane.Name != "Jane Doe" || jane.Status != "new" || jane.Attrs["Industry"] != "SaaS" || jane.Touches[0].Count != 2 || !jane.Has("name") {
		t.Errorf("%+v", jane)
	}
	if kim.Name != "김민수" || kim.Status != "qualified" || len(kim.Touches) != 2 || kim.Touches[0].Day.String() != "2026-03-01" || kim.Touches[1].Type != "mail_open" {
		t.Errorf("%+v", kim)
	}
}

func TestWideQuotas(t *testing.T) {
	for name, content := range map[string]string{
		"months":       "Rep,2026-01,Feb 2026,2026년 3월,Q1 2026,2026\nKim,100,200,,300,300\nTeam,150,250,350,750,750\nTotal,250,450,350,1050,1050\n",
		"merged heads": "Sales quotas,,,\n,2026,,\n담당자,1월,2월,3월\nKim,100,200,-\n팀,150,250,350\n합계,250,450,350\n",
		"year column":  "Rep,Year,Jan,Feb,Mar\nKim,2026,100,200,\nTeam,2026,150,250,350\nTotal,2026,250,450,350\n",
	} {
		drafts, report := readText(t, content, KindQuotas, Options{})
		var got []string
		for _, d := range drafts {
			q := as[*QuotaDraft](t, d)
			got = append(got, fmt.Sprintf("%s %s %s", q.Rep, describe(q.Period), q.Amount))
		}
		want := []string{"Kim month 2026-01 100", "Kim month 2026-02 200", " month 2026-01 150", " month 2026-02 250", " month 2026-03 350"}
		if !reflect.DeepEqual(got, want) || report.Rejected > 0 || report.Ignored != 1 {
			t.Errorf("%s: %q, %+v", name, got, report.Rejections)
		}
	}
}

func TestRejectedRowsCanBeMendedAndReadAgain(t *testing.T) {
	content := "name,amount,next_step\nA,1,ok\nB,x,'=SUM(1)\nC,3,\"a\nb\",too,many\n"
	var buffer bytes.Buffer
	reasons := func(key string, args ...any) string { return fmt.Sprint(append([]any{key}, args...)...) }
	detection, err := Detect(context.Background(), BytesSource("t.csv", []byte(content)), KindDeals, Options{})
	if err != nil {
		t.Fatal(err)
	}
	writer := NewRejectWriter(reasons)
	defer func() { _ = writer.Close() }()
	report, err := Read(context.Background(), BytesSource("t.csv", []byte(content)), KindDeals, Options{Detected: detection},
		Sink{Draft: func(Draft) error { return nil }, Reject: writer.Write})
	if err != nil || writer.Save(&buffer, detection.Headers()) != nil || report.Rejected != 2 {
		t.Fatal(err, report.Rejections)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(buffer.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][2] != "'=SUM(1)" || rows[1][3] != "3" || !strings.HasPrefix(rows[1][4], "importer.reject.number") || rows[2][3] != "4" {
		t.Fatalf("%v %q", err, rows)
	}
	mended := strings.Replace(buffer.String(), "B,x,", "B,2,", 1)
	drafts, again := readText(t, mended, KindDeals, Options{})
	if again.Rejected != 0 || len(drafts) != 2 || as[*DealDraft](t, drafts[0]).NextStep != "=SUM(1)" {
		t.Errorf("%+v, %+v", drafts, again.Rejections)
	}
}

func TestExtraFields(t *testing.T) {
	drafts, _ := readText(t, "name,capacity,ramp\nKim,12,\n", KindReps, Options{})
	if d := as[*RepDraft](t, drafts[0]); d.Extra["capacity"] != "12" || !d.Has("ramp") || d.Has("absences") {
		t.Errorf("%+v", d)
	}
}

func TestFieldsAreUnique(t *testing.T) {
	for _, kind := range Kinds() {
		seen := map[string]bool{}
		for _, field := range Fields(kind) {
			if seen[field.Name] || field.Type == "" {
				t.Errorf("%s: field %q twice or without type", kind, field.Name)
			}
			seen[field.Name] = true
		}
		if parsed, err := ParseKind(strings.ToUpper(string(kind))); err != nil || parsed != kind {
			t.Errorf("%s: %s, %v", kind, parsed, err)
		}
		for _, preset := range Presets() {
			for _, pair := range presetColumns(preset, kind) {
				if !seen[pair[1]] {
					t.Errorf("preset %s maps %s to the unknown field %q of %s", preset, pair[0], pair[1], kind)
				}
			}
		}
	}
}
