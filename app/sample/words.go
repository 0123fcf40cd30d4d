package sample

import "fmt"

// words are the names a company is made of, in one language.
type words struct {
	first, last []string
	reps        []string
	managers    []string
	companies   [2][]string
	products    []string
	categories  []string
	industries  []string
	regions     []string
	titles      []string
	sources     []string
	lostReasons []string
	wonReasons  []string
	noReply     string
	noFit       string
	subjects    map[string][]string
	korean      bool
}

func (t words) rep(i int) string {
	if i < len(t.reps) {
		return t.reps[i]
	}
	if t.korean {
		return t.last[i%len(t.last)] + t.first[(i*7/3)%len(t.first)] + fmt.Sprintf(" %d", i/len(t.reps)+1)
	}
	return t.first[(i*7/3)%len(t.first)] + " " + t.last[i%len(t.last)] + fmt.Sprintf(" %d", i/len(t.reps)+1)
}

func (t words) person(w *world) string {
	if t.korean {
		return pick(w, t.last) + pick(w, t.first)
	}
	return pick(w, t.first) + " " + pick(w, t.last)
}

func (t words) company(i int) string {
	a, b := t.companies[0], t.companies[1]
	name := a[i%len(a)] + " " + b[(i/len(a)+i)%len(b)]
	if round := i / (len(a) * len(b)); round > 0 {
		name += fmt.Sprintf(" %d", round+1)
	}
	return name
}

// wordsOf returns the words of a language; English where it is unknown.
func wordsOf(lang string) words {
	if lang == "ko" {
		return korean()
	}
	return english()
}

func english() words {
	return words{
		first:     []string{"Ada", "Ben", "Clara", "David", "Elena", "Felix", "Grace", "Henry", "Iris", "Jonas", "Kate", "Liam", "Maya", "Noah", "Olga", "Paul", "Rosa", "Sam", "Tina", "Victor"},
		last:      []string{"Abbott", "Bauer", "Carter", "Diaz", "Evans", "Fischer", "Garcia", "Hughes", "Ito", "Jensen", "Keller", "Lopez", "Meyer", "Novak", "Owens", "Price", "Quinn", "Reyes", "Silva", "Turner"},
		reps:      []string{"Maya Torres", "Ben Carter", "Felix Brandt", "Grace Liu", "Owen Price", "Clara Novak", "Jonas Meyer", "Nina Patel"},
		managers:  []string{"Dana Whitfield", "Robert Lang", "Ines Moreau", "Tom Okafor"},
		companies: [2][]string{{"Northwind", "Blue Harbor", "Cedar", "Granite", "Silver Lake", "Harvest", "Lighthouse", "Redwood", "Summit", "Orchard", "Beacon", "Willow", "Ironbridge", "Clearwater", "Maple", "Stonegate", "Evergreen", "Falcon", "Meridian"}, {"Foods", "Logistics", "Medical", "Works", "Systems", "Partners", "Textiles", "Energy", "Printing", "Robotics", "Dental", "Packaging"}},
		products:  []string{"Starter", "Team", "Business", "Plus", "Enterprise"}, categories: []string{"Licences", "Licences", "Service"},
		industries: []string{"Manufacturing", "Logistics", "Health", "Retail", "Software"}, regions: []string{"North", "South", "East", "West"},
		titles:      []string{"Owner", "Head of Purchasing", "Operations Manager", "CFO", "Office Manager"},
		sources:     []string{"Referral", "Web site", "Trade fair", "Partner", "Cold list"},
		lostReasons: []string{"Price", "Chose a competitor", "No budget", "No decision", "Missing feature", "Bad timing"},
		wonReasons:  []string{"Best fit", "Price", "Trust", "Speed"}, noReply: "No answer", noFit: "Not a fit",
		subjects: map[string][]string{"call": {"First call", "Follow-up call", "Call about the offer", "Checking in"}, "mail": {"Introduction", "Offer and terms", "Answers to your questions", "Summary of our talk"}, "meeting": {"Discovery meeting", "Demo", "Offer review", "Contract talk"}, "message": {"Short question", "Reminder"}},
	}
}

func korean() words {
	return words{
		korean:    true,
		first:     []string{"민준", "서연", "도윤", "지우", "하준", "수아", "예준", "지민", "시우", "하은", "주원", "유진", "건우", "서현", "현우", "다은", "준서", "채원", "우진", "소율"},
		last:      []string{"김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황", "안", "송", "류", "홍"},
		reps:      []string{"김서연", "이도윤", "박지훈", "최유진", "정현우", "강민서", "윤재호", "한소희"},
		managers:  []string{"오승민", "장미경", "임태호", "송지은"},
		companies: [2][]string{{"한빛", "새벽", "푸른", "대륙", "미래", "동방", "세종", "가온", "나래", "다온", "라온", "하늘", "아름", "누리", "보람", "청솔", "태양", "금강", "백두"}, {"식품", "물류", "의료", "산업", "시스템", "상사", "섬유", "에너지", "인쇄", "로봇", "치과", "포장"}},
		products:  []string{"스타터", "팀", "비즈니스", "플러스", "엔터프라이즈"}, categories: []string{"라이선스", "라이선스", "서비스"},
		industries: []string{"제조", "물류", "의료", "유통", "소프트웨어"}, regions: []string{"서울", "경기", "충청", "영남", "호남"},
		titles:      []string{"대표", "구매팀장", "운영팀장", "재무이사", "총무과장"},
		sources:     []string{"소개", "홈페이지", "전시회", "파트너", "콜드 리스트"},
		lostReasons: []string{"가격", "경쟁사 선택", "예산 없음", "의사결정 보류", "기능 부족", "시기 부적절"},
		wonReasons:  []string{"요구에 적합", "가격", "신뢰", "빠른 대응"}, noReply: "응답 없음", noFit: "고객 조건 불일치",
		subjects: map[string][]string{"call": {"첫 전화", "후속 전화", "제안 관련 전화", "안부 전화"}, "mail": {"회사 소개", "제안서와 조건", "질문 답변", "상담 요약"}, "meeting": {"요구 파악 미팅", "데모", "제안 검토", "계약 협의"}, "message": {"간단한 질문", "알림"}},
	}
}
