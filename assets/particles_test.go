package assets

import "testing"

func TestParticlesAgreeWithTheSyllableBefore(t *testing.T) {
	for text, want := range map[string]string{
		"유진은(는) 거래를":            "유진은 거래를",
		"김지수은(는) 거래를":           "김지수는 거래를",
		"한빛이(가), 서아이(가)":        "한빛이, 서아가",
		"‘영업’을(를) ‘리드’을(를)":     "‘영업’을 ‘리드’를",
		"목록과(와) 표과(와)":          "목록과 표와",
		"부산(으)로 서울(으)로 제주(으)로":  "부산으로 서울로 제주로",
		"서울은(는)":                "서울은",
		"Ben Carter은(는) 12(으)로": "Ben Carter은(는) 12(으)로",
		"은(는)":                  "은(는)",
		"현재 US$139,340(으)로":     "현재 US$139,340로",
		"₩1,200(으)로 €3.50을(를)":  "₩1,200으로 €3.50를",
		"JP¥90은(는) -$5이(가)":     "JP¥90은 -$5가",
		"아무것도 없습니다":             "아무것도 없습니다",
	} {
		if got := agree(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestKoreanSentencesHoldNamesWithTheirParticles(t *testing.T) {
	catalogue, err := NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	text := catalogue.Text("ko")
	for name, want := range map[string]string{"김유진": "김유진을 찾을 수 없습니다. F5로 새로 고치세요.", "박지수": "박지수를 찾을 수 없습니다. F5로 새로 고치세요."} {
		if got := text("views.error.notFound", "Name", name); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
