package importer

import "testing"

// TestHeadsOfTwoRows reads tables whose header has groups over several columns.
func TestHeadsOfTwoRows(t *testing.T) {
	for name, x := range map[string]struct {
		kind    Kind
		content string
		headers string
		drafts  int
	}{
		"groups beside a head of two rows": {KindQuotas, "Rep,2026 Q1,,2026 Q2,\n,Quota,Actual,Quota,Actual\nKim,100,90,200,10\n", "Rep|2026 Q1 Quota|2026 Q1 Actual|2026 Q2 Quota|2026 Q2 Actual", 2},
		"groups above":                     {KindQuotas, ",2026 Q1,,2026 Q2,\nRep,Quota,Actual,Quota,Actual\nKim,100,90,200,10\n", "Rep|2026 Q1 Quota|2026 Q1 Actual|2026 Q2 Quota|2026 Q2 Actual", 2},
		"years above months":               {KindQuotas, "Rep,2026,,,2027,,\n,Jan,Feb,Mar,Jan,Feb,Mar\nKim,1,2,3,4,5,6\n", "Rep|2026 Jan|2026 Feb|2026 Mar|2027 Jan|2027 Feb|2027 Mar", 6},
		"Korean":                           {KindQuotas, "담당자,2026년,\n,1월,2월\n김,100,90\n", "담당자|2026년 1월|2026년 2월", 2},
		"people of two kinds":              {KindDeals, "Deal ID,Customer,,Rep,\n,Name,City,Name,City\n1,Acme,Seoul,Kim,East\n", "Deal ID|Customer Name|Customer City|Rep Name|Rep City", 1},
		"an empty head":                    {KindDeals, "Deal ID,Deal Name,,Stage\n1,A,,Open\n2,B,x,Open\n", "Deal ID|Deal Name|#3|Stage", 2},
		"words below an empty head":        {KindDeals, "Deal Name,,Stage\nA,hot,Open\nB,hot,Open\n", "Deal Name|#2|Stage", 2},
	} {
		drafts, report := readText(t, x.content, x.kind, Options{})
		headers := ""
		for i, header := range report.Detection.Headers() {
			if i > 0 {
				headers += "|"
			}
			headers += header
		}
		if headers != x.headers || len(drafts) != x.drafts {
			t.Errorf("%s: %s, %d drafts: %+v", name, headers, len(drafts), report.Rejections)
		}
	}
}
