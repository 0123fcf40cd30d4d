package importer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"attain/app/sales"
)

// activitiesIn reads a table of activities and tells each as one line: type, day
// and time, direction, outcome, minutes, planned.
func activitiesIn(t *testing.T, content string, opts Options) ([]string, Report) {
	t.Helper()
	drafts, report := readText(t, content, KindActivities, opts)
	var got []string
	for _, draft := range drafts {
		d := as[*ActivityDraft](t, draft)
		at := d.At.Day.String()
		if d.At.HasClock {
			at = d.At.At.Format("2006-01-02T15:04")
		}
		line := fmt.Sprintf("%s %s %s %s %d", d.Type, at, d.Direction, d.Outcome, d.Minutes)
		if d.Planned {
			line += " planned"
		}
		got = append(got, line)
	}
	return got, report
}

// TestExportsOfOneKindOfActivity reads what HubSpot exports of its calls,
// meetings, mails, tasks and notes, none of which has a column for the type.
func TestExportsOfOneKindOfActivity(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"calls": {
			"Record ID,Call Title,Activity date,Activity assigned to,Call outcome,Call direction,Call duration\n" +
				"1,Intro,2026-11-20 14:30,Ann (ann@x.com),Connected,OUTBOUND,62000\n2,Intro,2026-11-20 15:30,Ann,No answer,INBOUND,\n",
			"call 2026-11-20T14:30 outbound conversation 2; call 2026-11-20T15:30 inbound no_answer 0",
		},
		"meetings": {
			"Record ID,Meeting name,Meeting start time,Meeting end time,Meeting outcome,Activity assigned to\n" +
				"1,Demo,2026-11-20 14:30,2026-11-20 15:30,COMPLETED,Ann\n2,Demo,2026-12-20 14:30,2026-12-20 15:30,SCHEDULED,Ann\n3,Demo,2026-11-21 14:30,,NO_SHOW,Ann\n",
			"meeting 2026-11-20T14:30  held 0; meeting 2026-12-20T14:30   0 planned; meeting 2026-11-21T14:30  no_show 0",
		},
		"mails": {
			"Record ID,Email subject,Email direction,Email send status,Activity date,Activity assigned to\n1,Offer,EMAIL,SENT,2026-11-20 14:30,Ann\n2,Re: Offer,INCOMING_EMAIL,,2026-11-20 15:30,Ann\n3,Offer,EMAIL,BOUNCED,2026-11-20 14:30,Ann\n",
			"mail 2026-11-20T14:30 outbound no_reply 0; mail 2026-11-20T15:30 inbound  0; mail 2026-11-20T14:30 outbound bounce 0",
		},
		"tasks": {
			"Record ID,Task Title,Task Status,Due date,Assigned to\n1,Call Bob,COMPLETED,2026-11-20 14:30,Ann\n2,Call Eve,NOT_STARTED,2026-12-20,Ann\n",
			"task 2026-11-20T14:30   0; task 2026-12-20   0 planned",
		},
		"tasks of a type": {
			"Record ID,Task Title,Task Type,Task Status,Due date,Assigned to\n1,Bob,CALL,COMPLETED,2026-11-20,Ann\n2,Eve,TODO,NOT_STARTED,2026-12-20,Ann\n",
			"call 2026-11-20   0; task 2026-12-20   0 planned",
		},
		"notes":  {"Record ID,Note body,Activity date,Activity assigned to\n1,Budget is cut,2026-11-20 14:30,Ann\n", "note 2026-11-20T14:30   0"},
		"Korean": {"통화일시,담당자,통화결과,메모\n2026-11-20 14:30,김영업,부재중,다시 전화\n", "call 2026-11-20T14:30  no_answer 0"},
	} {
		t.Run(name, func(t *testing.T) {
			got, report := activitiesIn(t, c.content, Options{})
			if strings.Join(got, "; ") != c.want || report.Rejected > 0 {
				t.Errorf("%q, want %q; rejected %+v; %v", got, c.want, report.Rejections, report.Detection.Mapping())
			}
		})
	}
	// A mapping by hand does not lose what the columns say.
	by := Options{Map: map[string]string{"at": "Activity date", "rep": "Activity assigned to"}}
	if got, _ := activitiesIn(t, "Call outcome,Activity date,Activity assigned to\nx,2026-11-20,Ann\n", by); !slices.Equal(got, []string{"call 2026-11-20   0"}) {
		t.Errorf("mapped by hand: %q", got)
	}
	for _, header := range []string{"Name,Email,Phone", "Date,Rep,Notes", "Call Title,Meeting name"} {
		if kind := impliedType(strings.Split(header, ",")); kind != "" {
			t.Errorf("%s is a table of %s", header, kind)
		}
	}
}

// TestDateAndTimeInTwoColumns joins what Pipedrive, Salesforce and sheets keep
// apart.
func TestDateAndTimeInTwoColumns(t *testing.T) {
	pipedrive := "Activity - Type,Activity - Subject,Activity - Due date,Activity - Due time,Activity - Duration,Activity - Done,Activity - Assigned to user\n" +
		"Call,A,2026-11-20,14:30,00:15,Done,Ann\nMeeting,B,2026-12-20,,01:00,To do,Ann\n"
	for content, want := range map[string]string{
		pipedrive: "call 2026-11-20T14:30   15; meeting 2026-12-20   60 planned",
		"type,date,time\ncall,11/20/2026,2:30 PM\n":                        "call 2026-11-20T14:30   0",
		"유형,활동일,시간\n전화,2026-11-20,오후 2시 5분\n전화,2026-11-20,14시\n":           "call 2026-11-20T14:05   0; call 2026-11-20T14:00   0",
		"type,date,time\ncall,2026-11-20,0.604166667\n":                    "call 2026-11-20T14:30   0",
		"type,date,time\ncall,2026-11-20,1900-01-00\ncall,2026-11-20,30\n": "call 2026-11-20   0",
		"type,date,time\ncall,2026-11-20 09:00,14:30\n":                    "call 2026-11-20T09:00   0",
		"type,time\ncall,2026-11-20 09:00\n":                               "call 2026-11-20T09:00   0",
	} {
		got, report := activitiesIn(t, content, Options{})
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %q, want %q; %+v", content, got, want, report.Rejections)
		}
	}
}

// TestTypesThatSayNothing takes a placeholder for a type by what stands beside
// it, and else asks.
func TestTypesThatSayNothing(t *testing.T) {
	salesforce := "type,task_subtype,subject,activity_date\n"
	for row, want := range map[string]sales.ActivityType{
		"Call,Task,x": sales.Call, "X,Call,x": sales.Call, ",Email,x": sales.Mail, "X,Task,Call: next": sales.Call, "X,Task,x": "task", ",Task,x": "task", "Site tour,Task,x": "site tour",
		",Event,x": sales.Meeting, "1,,Email: offer": sales.Mail, "Other,,x": "other", "톡,,x": "톡",
	} {
		drafts, report := readText(t, salesforce+row+",2026-11-20\n", KindActivities, Options{})
		if report.Rejected > 0 || as[*ActivityDraft](t, drafts[0]).Type != want {
			t.Errorf("%q: %+v %+v, want %s", row, drafts, report.Rejections, want)
		}
	}
	_, report := readText(t, "type,date\nX,2026-11-20\n7,2026-11-20\n,2026-11-20\n", KindActivities, Options{})
	if report.Rejected != 3 || report.Rejections[0].Reason != "importer.reject.placeholder" || report.Rejections[1].Reason != "importer.reject.placeholder" || report.Rejections[2].Reason != "importer.reject.missing" {
		t.Errorf("%+v", report.Rejections)
	}
	drafts, _ := readText(t, "type,date\nX,2026-11-20\n", KindActivities, Options{Values: map[string]map[string]string{"type": {"X": "x"}}})
	if len(drafts) != 1 || as[*ActivityDraft](t, drafts[0]).Type != "x" {
		t.Errorf("translated by hand: %+v", drafts)
	}
}

// TestDoneIsNoOutcomeOfACall keeps the status of a Salesforce task from standing
// for the answer to a call.
func TestDoneIsNoOutcomeOfACall(t *testing.T) {
	got, report := activitiesIn(t, "Subject,Date,Status,Assigned,Type,Call Result\nA,11/20/2026,Completed,Ann,Call,Left Voicemail\nB,12/20/2026,Not Started,Ann,Call,\nC,11/21/2026,Deferred by hand,Ann,Email,\n", Options{})
	if strings.Join(got, "; ") != "call 2026-11-20  voicemail 0; call 2026-12-20   0 planned; mail 2026-11-21   0" {
		t.Errorf("%q, %+v", got, report.Rejections)
	}
	if got, _ := activitiesIn(t, "type,date,status\ncall,2026-11-20,완료\nmeeting,2026-11-20,완료\n", Options{}); strings.Join(got, "; ") != "call 2026-11-20   0; meeting 2026-11-20  held 0" {
		t.Errorf("%q", got)
	}
}

func TestIDsThatStandForNames(t *testing.T) {
	for name, want := range map[string]bool{
		"272": true, "0051G000007Ez4XQAS": true, "PsO4E5YPnpbcBSOq3aGKtQ==": true, "018f6b7c-2f0e-7c3a-9d2e-0a1b2c3d4e5f": true,
		"Ann Lee": false, "3M": false, "rep_22": false, "김영업": false, "Baumaschinen24Vertrieb GmbH": false, "": false, "Internationalization": false,
	} {
		if IsKey(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
