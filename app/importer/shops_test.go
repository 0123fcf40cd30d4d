package importer

import (
	"fmt"
	"strings"
	"testing"
)

// dealsIn reads a table of deals and tells each as one line.
func dealsIn(t *testing.T, content string, opts Options) ([]string, Report) {
	t.Helper()
	drafts, report := readText(t, content, KindDeals, opts)
	var got []string
	for _, draft := range drafts {
		d := as[*DealDraft](t, draft)
		got = append(got, fmt.Sprintf("%s/%s/%s/%s/%s/%s/%s/%s", d.ExternalID, d.Name, d.Account, d.Amount, d.Stage, d.Outcome, d.Created.Day, d.Closed.Day))
	}
	return got, report
}

// TestSheetsOfSmallShops reads what people type: titles with a unit beside them,
// blank rows, sums, footnotes, heads in two languages or with a format behind
// them, and dates in every form in one column.
func TestSheetsOfSmallShops(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		opts    Options
		want    string
		ignored int
	}{
		"a Korean shop": {
			"2026년 상반기 영업 현황,,,,(단위: 만원)\n,,,,\n순번,거래처,금액,진행단계,등록일\n1,가나상사,1200,제안,2026-01-05\n2,다라전자,550.5,협상,2026.1.7\n,,,,\n,소계,1750.5,,\n" +
				"3,마바식품,\"1,000만원\",제안,26/01/09\n4,사아건설,₩100,제안,2026년 2월 1일\n합계,,2751,,\n※ 부가세 별도,,,,\n",
			Options{Currency: "KRW"},
			"//가나상사/12000000/제안/open/2026-01-05/; //다라전자/5505000/협상/open/2026-01-07/; //마바식품/10000000/제안/open/2026-01-09/; //사아건설/1000000/제안/open/2026-02-01/", 3,
		},
		"a plumber": {
			"ACME Plumbing - Sales pipeline 2026,,,,,,\nUpdated: 29 Nov 2026,,,,,,\n#,Customer,Job,Quote ($),Status,Date quoted,Date won/lost\n1,Smith,Bathroom,4500,Won,2026-09-01,2026-09-15\n" +
				"2,Jones,Kitchen sink,\"$1,250.00\",Quoted,10/2/2026,\n3,Brown,Boiler,2.5k,Lost,\"Oct 5, 2026\",10/20/26\nTotal,,,8250,,,\n",
			Options{Currency: "USD"},
			"/Bathroom/Smith/4500//won/2026-09-01/2026-09-15; /Kitchen sink/Jones/1250.00/Quoted/open/2026-10-02/; /Boiler/Brown/2500//lost/2026-10-05/2026-10-20", 1,
		},
		"orders": {
			"Order No,Order Date,Customer,Item,Qty,Total\nSO-1,2026-01-05,Smith,Tap,2,21\nSO-1,2026-01-05,Smith,Pipe,1,5\n",
			Options{Const: map[string]string{"outcome": "won"}},
			"SO-1//Smith/21//won//2026-01-05; SO-1//Smith/5//won//2026-01-05", 0,
		},
		"two languages": {
			"고객사 (Customer),담당자 (Owner),금액 (Amount),단계 (Stage),등록일 (Created)\n한빛,김,100,제안,2026-12-01\n", Options{}, "//한빛/100/제안/open/2026-12-01/", 0,
		},
		"formats in the head": {
			"Deal Name*,\"Account\nName\",\"Amount\n(USD)\",Stage:,\"Close Date\n(yyyy-mm-dd)\"\nX,Acme,100,Won,2026-12-01\n", Options{}, "/X/Acme/100//won//2026-12-01", 0,
		},
		"HubSpot's pipelines and companies": {
			"Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date,Associated Company\n1,X,Contract Sent (Renewals),2026-12-01,Ann,5,Renewals,2026-11-01,Acme;Beta\n2,Y,Closed Won (Renewals),2026-11-05,Ann,5,Renewals,2026-11-01,Acme\n3,Z,Discount (50%),2026-12-05,Ann,5,Renewals,2026-11-01,\n",
			Options{},
			"1/X/Acme/5/Contract Sent/open/2026-11-01/; 2/Y/Acme/5//won/2026-11-01/2026-11-05; 3/Z//5/Discount (50%)/open/2026-11-01/", 0,
		},
		"a stage that is known with its pipeline": {
			"Deal Name,Deal Stage,Pipeline\nX,Contract Sent (Renewals),Renewals\n", Options{Stages: []string{"Contract Sent (Renewals)"}}, "/X///Contract Sent (Renewals)/open//", 0,
		},
		"Salesforce's totals": {
			"Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date\nAnn,Acme,Acme,Closed Won,5,12/31/2026\nGrand Totals (1 records),,,,5,\n", Options{}, "/Acme/Acme/5//won//2026-12-31", 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, report := dealsIn(t, c.content, c.opts)
			if strings.Join(got, "; ") != c.want || report.Ignored != c.ignored || report.Rejected > 0 {
				t.Errorf("%q\nwant %q; %d ignored, want %d; %+v; %v", strings.Join(got, "; "), c.want, report.Ignored, c.ignored, report.Rejections, report.Detection.Mapping())
			}
		})
	}
}

// TestExportsOfZoho reads its calls, meetings and tasks.
func TestExportsOfZoho(t *testing.T) {
	for content, want := range map[string]string{
		"Record Id,Call Owner,Subject,Call Type,Related To,Call Start Time,Call Duration,Call Result\n1,Ann,Intro,Outbound,Acme,2026-11-20 10:00:00,05:20,Interested\n": "call 2026-11-20T10:00 outbound conversation 6",
		"Record Id,Event Owner.id,Host,Title,From,To,All day,Related To\n1,u1,Ann,Demo,2026-11-20 10:00:00,2026-11-20 11:00:00,false,Acme\n":                            "meeting 2026-11-20T10:00   0",
		"Record Id,Task Owner,Subject,Due Date,Related To,Status,Priority\n1,Ann,Offer,2026-12-20,Acme,Not Started,High\n2,Ann,Offer,2026-11-20,Acme,Completed,High\n":  "task 2026-12-20   0 planned; task 2026-11-20   0",
	} {
		if got, report := activitiesIn(t, content, Options{}); strings.Join(got, "; ") != want || report.Rejected > 0 {
			t.Errorf("%q, want %q; %+v", got, want, report.Rejections)
		}
	}
}
