package importer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestHistoryOfManyFields reads tables in which a column names the field that
// changed: only the stage's rows are moves, the others are counted apart.
func TestHistoryOfManyFields(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    string
		others  string
	}{
		"HubSpot": {
			"deal_id,timestamp,source,name,source_id,value\n1,2026-01-05 10:00:00,CRM_UI,dealstage,x,qualifiedtobuy\n1,2026-01-05 10:00:00,CRM_UI,amount,x,5000\n1,2026-01-09 10:00:00,CRM_UI,closedate,x,2026-03-01\n1,2026-01-20 10:00:00,CRM_UI,dealstage,x,closedwon\n",
			"1 2026-01-05 qualifiedtobuy, 1 2026-01-20 won", "amount closedate",
		},
		"Salesforce": {
			"Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,DataType,OldValue,NewValue\n" +
				"017A,false,006A,005A,2026-01-05T10:00:00.000Z,created,Text,,\n017B,false,006A,005A,2026-01-06T10:00:00.000Z,StageName,Text,Prospecting,Proposal\n" +
				"017C,false,006A,005A,2026-01-07T10:00:00.000Z,Amount,Double,1,2\n017D,false,006A,005A,2026-01-08T10:00:00.000Z,StageName,Text,Proposal,Closed Lost\n",
			"006A 2026-01-06 Proposal, 006A 2026-01-08 lost", "created Amount",
		},
		"a report of Salesforce": {
			"Edited By,Field / Event,Old Value,New Value,Edit Date,Opportunity Name\nAnn,Stage,Prospecting,Proposal,1/16/2026,Acme\nAnn,Close Date,1/1/2026,2/1/2026,1/17/2026,Acme\n",
			"Acme 2026-01-16 Proposal", "Close Date",
		},
		"Korean": {
			"거래명,변경일,항목,이전 값,새 값\n가나상사,2026-01-05,단계,발굴,제안\n가나상사,2026-01-06,금액,1,2\n", "가나상사 2026-01-05 제안", "금액",
		},
	} {
		t.Run(name, func(t *testing.T) {
			drafts, report := readText(t, c.content, KindStageHistory, Options{})
			var got []string
			for _, d := range drafts {
				move := as[*MoveDraft](t, d)
				to := move.Stage
				if to == "" {
					to = string(move.Outcome)
				}
				got = append(got, move.Deal+" "+move.At.Day.String()+" "+to)
			}
			if strings.Join(got, ", ") != c.want || strings.Join(report.OtherFields, " ") != c.others || report.Read != len(drafts)+report.Others || report.Rejected > 0 {
				t.Errorf("%q, apart %q (%d of %d), %+v", got, report.OtherFields, report.Others, report.Read, report.Rejections)
			}
		})
	}
}

// TestHistoryWithoutStagesIsRefused makes no stage of an amount.
func TestHistoryWithoutStagesIsRefused(t *testing.T) {
	const content = "deal_id,timestamp,name,value\n1,2026-01-05,amount,5000\n1,2026-01-06,closedate,2026-03-01\n"
	read := func(opts Options) (Report, error) {
		return Read(context.Background(), BytesSource("history.csv", []byte(content)), KindStageHistory, opts, Sink{Draft: func(Draft) error { return nil }})
	}
	_, err := read(Options{})
	var unfit *FileError
	if !errors.As(err, &unfit) || unfit.Kind != ErrNoStage || unfit.Detail != "name" || unfit.Examples != "amount, closedate" {
		t.Fatalf("%+v, want a refusal that names the column and its fields", err)
	}
	report, err := read(Options{Values: map[string]map[string]string{"property": {"amount": "stage"}}})
	if err != nil || report.Drafts != 1 || report.Others != 1 {
		t.Errorf("a field named the stage by hand: %d drafts, %d apart, %v", report.Drafts, report.Others, err)
	}
}

// TestHistoryOfStagesHasNoOtherFields leaves a column that is called "field" or
// "name" alone where the stage has a column of its own.
func TestHistoryOfStagesHasNoOtherFields(t *testing.T) {
	drafts, report := readText(t, "Deal ID,Name,To Stage,Date,Field\n1,Acme,Proposal,2026-01-05,Retail\n", KindStageHistory, Options{})
	if len(drafts) != 1 || report.Others != 0 || slices.Contains(sortedFields(report), "property") {
		t.Errorf("%d moves, %d apart, %v", len(drafts), report.Others, report.Detection.Mapping())
	}
}

func sortedFields(report Report) []string {
	var fields []string
	for field := range report.Detection.Mapping() {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	return fields
}

// TestHistorySaysTheEndByFlags reads states of a deal as data pipelines keep
// them: when each began, and flags that say how it ended.
func TestHistorySaysTheEndByFlags(t *testing.T) {
	drafts, _ := readText(t, "id,stage_name,is_closed,is_won,created_date,_fivetran_start\n1,A1,false,false,2025-01-01,2026-01-05\n1,B2,true,true,2025-01-01,2026-02-01\n", KindStageHistory, Options{})
	first, last := as[*MoveDraft](t, drafts[0]), as[*MoveDraft](t, drafts[1])
	if first.Stage != "A1" || first.At.Day.String() != "2026-01-05" || last.Outcome != OutcomeWon || last.Stage != "" {
		t.Errorf("%+v, %+v", first, last)
	}
}
