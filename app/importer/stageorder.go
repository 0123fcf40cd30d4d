package importer

import (
	"cmp"
	"slices"
	"strings"
)

// StageOrder puts the names of open stages into the order in which a deal
// most likely passes them, by the words that such names are made of. Names
// that say nothing keep their place behind the one before them.
func StageOrder(names []string) []string {
	ordered, ranks := slices.Clone(names), map[string]int{}
	before := 0
	for _, name := range names {
		if rank, ok := stageRank(name); ok {
			before = rank
		}
		ranks[name] = before
	}
	slices.SortStableFunc(ordered, func(a, b string) int { return ranks[a] - ranks[b] })
	return ordered
}

// CompareStages says by the words of two names which stage comes first: -1 if the
// first does, 1 if the second; 0 if the words do not tell.
func CompareStages(a, b string) int {
	first, known := stageRank(a)
	second, too := stageRank(b)
	if !known || !too {
		return 0
	}
	return cmp.Compare(first, second)
}

// stageRank is how far along a stage of that name usually stands.
func stageRank(name string) (int, bool) {
	folded := fold(name)
	for rank, words := range []string{
		"lead prospect inbound 신규 발굴 리드 잠재 접수",
		"contact reach connect engag appointment 접촉 컨택 연락 방문",
		"qualif 검증 적격 자격",
		"discover needs analysis assess interest consult 니즈 요구 분석 상담 파악",
		"demo present solution meeting 데모 시연 발표 미팅",
		"trial pilot poc evaluat 평가 시범",
		"proposal quote quotation offer bid value 제안 견적 입찰",
		"decision perception review 검토 의사결정",
		"negotiat 협상 조율",
		"verbal commit contract legal procure closing 구두 계약 품의 결재",
	} {
		for word := range strings.FieldsSeq(words) {
			if strings.Contains(folded, word) {
				return rank, true
			}
		}
	}
	return 0, false
}
