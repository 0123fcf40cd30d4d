package importer

import "strings"

// spec is a field with the headers that mean it, best first, parted by "|".
type spec struct {
	Field
	aliases string
}

func text(name, aliases string) spec { return spec{Field{Name: name, Type: TypeText}, aliases} }
func id(name, aliases string) spec   { return spec{Field{Name: name, Type: TypeID}, aliases} }
func date(name, aliases string) spec { return spec{Field{Name: name, Type: TypeDate}, aliases} }
func num(name, aliases string) spec  { return spec{Field{Name: name, Type: TypeNumber}, aliases} }
func flag(name, aliases string) spec { return spec{Field{Name: name, Type: TypeYesNo}, aliases} }

func percent(name, aliases string) spec {
	return spec{Field{Name: name, Type: TypePercent}, aliases}
}

func extra(name, aliases string) spec {
	return spec{Field{Name: name, Type: TypeText, Extra: true}, aliases}
}

// Fields lists what a row of the kind can carry, in the order in which a
// table without header has its columns.
func Fields(kind Kind) []Field {
	specs := fieldSpecs(kind)
	fields := make([]Field, len(specs))
	for i, s := range specs {
		fields[i] = s.Field
	}
	return fields
}

// Heads are, by field, the heads of columns that mean it, in all languages,
// parted by "|".
func Heads(kind Kind) map[string]string {
	heads := map[string]string{}
	for _, s := range fieldSpecs(kind) {
		heads[s.Name] = s.aliases
	}
	return heads
}

// fieldSpecs returns the kind's fields with their headers in all languages.
func fieldSpecs(kind Kind) []spec {
	specs, others := ownSpecs(kind), abroad(kind)
	for i := range specs {
		if more := others[specs[i].Name]; more != "" {
			specs[i].aliases += "|" + more
		}
	}
	return specs
}

// ownSpecs returns the kind's fields with their English and Korean headers.
func ownSpecs(kind Kind) []spec {
	switch kind {
	case KindDeals:
		return dealFields()
	case KindStageHistory:
		return moveFields()
	case KindActivities:
		return activityFields()
	case KindLeads:
		return leadFields()
	case KindQuotas:
		return quotaFields()
	case KindReps:
		return repFields()
	case KindProducts:
		return productFields()
	case KindAccounts:
		return accountFields()
	case KindContacts:
		return contactFields()
	case KindSettings:
		return []spec{extra("name", `setting|설정|이름`), extra("value", `값`)}
	case KindStages:
		return stageFields()
	case KindProfile:
		return []spec{extra("attribute", `criterion|속성|항목`), extra("operator", `comparison|비교`), extra("value", `값`), extra("weight", `가중치`)}
	case KindGoals:
		return []spec{extra("rep", repAliases), text("type", `activity type|activity|활동유형|유형|활동`), extra("count", `goal|per week|목표|횟수`), extra("connected", `연결`)}
	}
	return nil
}

// fieldOf finds a field by name; attr.NAME is a field of leads.
func fieldOf(kind Kind, name string) (Field, bool) {
	name = strings.TrimSpace(name)
	for _, s := range fieldSpecs(kind) {
		if strings.EqualFold(s.Name, name) {
			return s.Field, true
		}
	}
	if attr, ok := attrName(name); ok && kind == KindLeads {
		return Field{Name: AttrPrefix + attr, Type: TypeText}, true
	}
	return Field{}, false
}

// attrName takes the name of a profile criterion out of "attr.NAME".
func attrName(name string) (string, bool) {
	name = strings.TrimSpace(name)
	if len(name) <= len(AttrPrefix) || !strings.EqualFold(name[:len(AttrPrefix)], AttrPrefix) {
		return "", false
	}
	return strings.TrimSpace(name[len(AttrPrefix):]), true
}

// deletedField says that the source keeps a row only as a deleted record.
func deletedField(more string) spec {
	return flag("deleted", deletedHeads+more)
}

// deletedHeads are how exports call such a column; Salesforce's "is archived" is
// none, old activities are archived and not deleted.
const deletedHeads = "is deleted|isdeleted|deleted flag|fivetran deleted|삭제|삭제됨|삭제여부|삭제 여부"

const (
	repAliases = `owner|sales rep|sales representative|sales agent|salesperson|sales person|seller|deal owner|opportunity owner|
		lead owner|activity owner|contact owner|call owner|meeting owner|host|account executive|account owner|assigned to|assignee|agent|owner name|user|
		hubspot owner|assigned|record owner|event owner|task owner|sales rep id|rep id|owner id|hubspot owner id|salesperson id|
		employee key|employee id|employee|user id|
		담당자|영업담당|영업담당자|담당|담당영업|영업사원|영업대표|소유자|거래 소유자|사원|사원명|직원|이름|성명|담당자명`
	productAliases = `product name|product line|product type|item|item name|product key|product id|sku|product code|service|
		제품|제품명|상품|상품명|품목|품명|서비스`
	accountAliases = `account name|company account|company|company name|customer|customer name|client|client name|organization|organisation|
		organization name|associated company|primary associated company|associated company names|account id|company id|customer id|reseller|reseller key|
		고객|고객사|고객명|고객사명|거래처|거래처명|회사|회사명|업체|업체명|기업|기업명|계정`
	dealAliases = `deal id|opportunity id|associated deal ids|opportunity|opportunity name|deal name|deal title|deal external id|associated deal|related to|
		what id|associated deals|record id|거래|거래 id|거래번호|거래명|영업기회|영업기회명|영업기회 번호|딜|딜명|기회|건명`
	reasonAliases = `lost reason|loss reason|closed lost reason|reason for loss|reason lost|win loss reason|won reason|closed won reason|close reason|
		reason for closing|outcome reason|사유|실주사유|수주사유|종료사유|실패사유|성공사유|결과사유|원인`
	sourceAliases = `lead source|original source|original traffic source|deal source|channel|source channel|campaign source|origin|lead channel|source name|
		유입경로|출처|리드소스|경로|채널|리드 출처|유입채널|소스`
	nameAliases = `이름|성명|명칭`
)

func dealFields() []spec {
	return []spec{
		id("external_id", `id|record id|deal id|opportunity id|opportunity number|deal number|sales order number|order number|order no|order id|invoice no|invoice number|quote no|quote number|key|
			deal key|주문번호|견적번호|계약번호|수주번호|외부 id|외부번호|거래 id|거래번호|영업기회 번호|영업기회 id|기회번호|관리번호|번호|딜 id`),
		text("name", `deal name|opportunity name|deal title|title|deal|opportunity|dealname|project|project name|job|job name|subject|
			거래명|거래|영업기회명|영업기회|딜명|딜|건명|프로젝트명|프로젝트|제목|기회명|안건|안건명|`+nameAliases),
		text("account", accountAliases),
		text("rep", repAliases),
		text("product", productAliases),
		num("units", `quantity|qty|unit|order quantity|number of units|licenses|seats|수량|개수|판매수량`),
		num("amount", `value|deal value|deal amount|opportunity amount|close value|sales amount|amount in company currency|deal size|contract value|total amount|
			total|revenue|sales|price|quote|quoted|quote amount|quoted amount|estimate|acv|tcv|금액|거래금액|견적가|견적액|계약금액|계약액|매출|매출액|수주금액|수주액|예상금액|예상매출|예상매출액|견적금액|거래액|영업금액|총액`),
		text("stage", `deal stage|stage name|opportunity stage|sales stage|pipeline stage|deal pipeline stage id|deal stage id|dealstage|phase|step|
			단계|영업단계|진행단계|거래단계|파이프라인 단계|현재단계|영업 진행단계`),
		date("created", `created date|create date|date created|created at|creation date|deal creation date|created on|created time|createdate|add time|
			engage date|open date|opened|opened at|opportunity created date|entry date|start date|date quoted|quoted on|quote date|enquiry date|inquiry date|생성일|생성일자|생성일시|등록일|등록일자|등록일시|작성일|접수일|접수일자|견적일|견적일자|문의일|문의일자|시작일|발굴일|최초등록일|개설일`),
		date("closed", `close date|closed date|closed at|closing date|closed on|date closed|closedate|close time|signed|signed on|date signed|signed date|contract date|actual close date|date won lost|won lost date|order date|end date|
			종료일|종료일자|마감일|마감일자|계약일|계약일자|수주일|수주일자|완료일|종결일|클로즈일|결과일`),
		text("outcome", `status|deal status|opportunity status|result|won lost|win loss|closed status|deal outcome|결과|상태|거래상태|성사여부|수주여부|수주 결과|진행상태|영업결과`),
		text("reason", reasonAliases),
		text("source", sourceAliases),
		date("expected_close", `expected close date|expected closing date|expected closed date|forecast close date|forecasted close date|target close date|estimated close date|
			projected close date|예상 마감일|예상 종료일|예상 계약일|예상 수주일|마감 예정일|계약 예정일|수주 예정일|종료 예정일|예정일`),
		percent("probability", `deal probability|win probability|probability percent|forecast probability|chance|likelihood|확률|성공확률|수주확률|가능성|수주가능성|예상확률`),
		text("next_step", `next steps|next action|next activity|다음 단계|다음 할 일|다음 액션|다음 행동|후속조치|다음 활동|향후계획`),
		text("currency", `currency of value|deal currency|currency code|currency iso code|통화|화폐`),
		extra("next_step_due", `next step date|next step due|next activity date|next action date|다음 단계 기한|다음 활동일|다음 할 일 기한`),
		extra("splits", `shares|split|credit split|분할|배분|실적배분`),
		extra("lines", `product lines|line items|품목내역`),
		extra("adjustments", `조정|환불내역`),
		extra("contacts", `contact|contact name|contact person|primary contact|연락처|고객 담당자`),
		extra("values", `amount history|금액 이력`),
		extra("checked", `checklist|체크리스트`),
		extra("notes", `note|description|comment|comments|비고|메모|설명|내용`),
		flag("is_won", `won|closed won flag|is closed won`),
		flag("is_closed", `is deal closed|closed flag`),
		date("won_time", `won date|date won|won at|수주 확정일`),
		date("lost_time", `lost date|date lost|lost at|실주일|실주일자`),
		deletedField("|archived"),
	}
}

func moveFields() []spec {
	return []spec{
		id("deal", `deal id|opportunity id|external id|`+dealAliases+`|id|외부 id`),
		text("stage", `to stage|new stage|stage name|deal stage|to|new value|stage to|entered stage|to stage name|value|단계|새 값|새로운 값|변경 값|변경 후 값|이후 값|값|변경 단계|이후 단계|변경 후 단계|새 단계|영업단계`),
		date("at", `date|changed at|entered at|date entered|entered|stage date|change date|changed on|change time|moved at|moved on|transition date|
			timestamp|time|edit date|fivetran start|last modified|last modified date|created date|일시|일자|날짜|변경일|변경일시|변경일자|진입일|이동일|시각|시간`),
		num("amount", `value at stage|deal amount|금액|거래금액`),
		percent("probability", `확률|성공확률`),
		text("outcome", `result|결과`),
		text("reason", reasonAliases),
		extra("rep", repAliases+`|changed by|edited by|last modified by`),
		flag("is_won", `won|closed won flag|is closed won`),
		flag("is_closed", `is deal closed|closed flag`),
		text("property", `property name|field|field name|field event|field key|changed field|attribute|속성|속성명|항목|변경항목|필드|필드명`),
		deletedField(""),
	}
}

func activityFields() []spec {
	return []spec{
		id("external_id", `id|activity id|engagement id|task id|event id|record id|외부 id|활동 id|활동번호|번호`),
		text("rep", repAliases),
		text("type", `activity type|task type|engagement type|event type|kind|category|유형|활동유형|활동 종류|종류|구분|활동구분|활동`),
		date("at", `date time|datetime|activity date time|start date time|date|activity date|timestamp|time|start|start time|start date|start date time|hs timestamp|
			done at|done time|marked as done time|occurred at|due date|created date|createdate|created at|meeting start time|call start time|from|일시|날짜|일자|활동일|활동일시|활동일자|통화일시|통화일|미팅일시|미팅일|방문일|방문일자|상담일|상담일자|연락일|시각|시간`),
		text("direction", `call direction|call type|email direction|방향|통화방향|수발신|발수신`),
		text("outcome", `result|call outcome|call disposition|call result|meeting outcome|email send status|disposition|status|결과|활동결과|통화결과|미팅결과|상담결과|상태`),
		id("deal", dealAliases),
		id("lead", `lead id|lead name|prospect|who id|associated lead|리드|리드명|잠재고객|리드 id`),
		text("subject", `title|activity subject|task subject|call title|task title|meeting name|meeting title|email subject|name|제목|주제|활동명|건명`),
		num("duration", `duration minutes|duration in minutes|duration min|call duration|call duration in seconds|duration seconds|duration in seconds|minutes|length|
			소요시간|통화시간|시간(분)|분|소요시간(분)|통화시간(분)|통화시간(초)|소요시간(초)`),
		flag("planned", `is planned|scheduled|예정|계획|예정여부|계획여부`),
		text("account", accountAliases),
		flag("done", `is done|completed|is closed|task status|status|완료|완료여부|상태`),
		extra("contact", `contact name|contact person|person|연락처|고객 담당자`),
		extra("planned_on", `planned at|계획일`),
		extra("repeat", `recurrence|반복`),
		extra("remind_at", `reminder|reminder date time|알림`),
		extra("notes", `note|description|body|comments|full comments|call notes|task notes|note body|email body|meeting description|internal meeting notes|메모|비고|내용|설명`),
		text("at_time", `due time|time|start time|activity time|time of day|시간|시각|시작시간|시작 시각|활동시간`),
		text("subtype", `task subtype|event subtype|activity subtype|task type|하위 유형`),
		deletedField(""),
	}
}

func leadFields() []spec {
	return []spec{
		id("external_id", `id|lead id|record id|contact id|외부 id|리드 id|리드번호|번호`),
		text("name", `lead name|full name|contact name|contact|lead|person|person name|리드명|리드|고객명|담당자명|`+nameAliases),
		text("company", accountAliases+`|account`),
		text("rep", strings.Replace(repAliases, "|이름|성명|담당자명", "", 1)),
		text("source", sourceAliases),
		date("created", `created date|create date|date created|created at|creation date|created time|createdate|createdat|entry date|생성일|등록일|등록일자|생성일자|유입일|접수일`),
		text("status", `lead status|lead stage|lifecycle stage|stage|state of lead|상태|리드 상태|진행상태|단계`),
		date("decided", `decided at|converted date|converted date time|conversion date|qualified date|date qualified|disqualified date|decision date|qualified at|became an opportunity date|
			전환일|판정일|결정일|적격일|전환일자`),
		id("deal", `converted opportunity id|converted opportunity|`+dealAliases),
		text("reason", `disqualification reason|disqualified reason|unqualified reason|`+reasonAliases+`|부적격 사유|탈락사유`),
		text("touches", `touch|touch count|number of touches|warm touches|접점|접점 수|터치`),
		flag("is_converted", `converted|전환여부`),
		text("first_name", `firstname|given name|first|이름(명)`),
		text("last_name", `lastname|surname|family name|last|성`),
		extra("notes", `note|description|메모|비고|설명`),
		extra("email", `e mail|email address|이메일|메일`),
		extra("phone", `phone number|mobile|mobile phone|telephone|전화|전화번호|휴대폰|연락처`),
		deletedField("|archived"),
	}
}

func quotaFields() []spec {
	return []spec{
		text("rep", repAliases+`|name|team member`),
		{Field{Name: "period", Type: TypePeriod}, `target month|quota month|target period|quota period|month|quarter|fiscal period|date|start date|period start|month start|
			기간|월|목표월|연월|년월|분기|목표기간|해당월|대상월|시작일`},
		num("amount", `quota|target|target amount|quota amount|sales target|goal|value|target value|sales quota|목표|목표금액|목표액|매출목표|할당|할당액|할당량|금액|목표매출`),
		num("units", `target units|unit quota|quota units|quantity|target quantity|unit target|목표수량|수량|목표개수`),
		text("product", productAliases),
		text("length", `period length|period type|frequency|기간단위|주기`),
		text("year", `fiscal year|연도|년도|년|회계연도`),
		text("measure", `unit of measure|측정|단위`),
	}
}

func repFields() []spec {
	return []spec{
		id("external_id", `employee key|rep id|sales rep id|salesperson id|user id|owner id|id|record id|employee id|employee number|외부 id|사번|직원번호|사원번호`),
		text("name", `rep|sales rep|sales representative|sales agent|salesperson|sales person|seller|full name|employee name|employee|user name|user|owner|
			rep name|owner name|agent|담당자|영업담당자|영업사원|사원명|직원명|영업담당|담당자명|`+nameAliases),
		text("email", `e mail|mail|email address|upn|user principal name|이메일|메일|전자우편`),
		text("manager", `manager name|team lead|team leader|supervisor|reports to|boss|sales manager|manager id|관리자|팀장|매니저|상사|상급자`),
		date("started", `start date|hire date|hired|joined|date joined|start|created at|입사일|시작일|입사일자|채용일`),
		date("left", `left date|end date|leave date|leaving date|termination date|date left|퇴사일|종료일|퇴직일|퇴사일자`),
		text("first_name", `firstname|given name`),
		text("last_name", `lastname|surname|family name`),
		extra("is_manager", `관리자 여부|팀장 여부`),
		extra("capacity", `deal capacity|max deals|수용량|최대 거래 수`),
		extra("absences", `absence|time off|leave|부재|휴가`),
		extra("ramp", `ramp up|ramp percent|램프|적응기간`),
		extra("alias", `other id|employee id|별칭`),
	}
}

func productFields() []spec {
	return []spec{
		id("external_id", `product key|product id|sku|product code|item code|code|id|record id|외부 id|제품코드|상품코드|제품번호|품번|코드`),
		text("name", `product name|product|item|item name|제품|제품명|상품|상품명|품목|품명|`+nameAliases),
		num("price", `sales price|unit price|list price|selling price|retail price|가격|단가|판매가|정가|판매단가`),
		text("category", `product category|series|family|product family|product line|group|type|subcategory|분류|카테고리|제품군|범주|상품군`),
		extra("archived", `inactive|보관`),
		deletedField(""),
	}
}

func accountFields() []spec {
	return []spec{
		id("external_id", `account id|account key|reseller key|company id|customer id|account number|customer number|id|record id|외부 id|고객번호|고객코드|거래처코드|거래처번호`),
		text("name", `account name|account|company name|company|customer name|customer|client|client name|organization|organisation|organization name|reseller|business name|
			고객|고객사|고객명|고객사명|거래처|거래처명|회사|회사명|업체|업체명|기업명|`+nameAliases),
		text("industry", `sector|business type|vertical|segment|category|업종|산업|산업군|업태|분야`),
		text("region", `country region|country|office location|location|territory|billing country|state|state province|city|지역|국가|소재지|권역|나라`),
		deletedField("|archived"),
	}
}

func contactFields() []spec {
	return []spec{
		id("external_id", `contact id|person id|id|record id|외부 id|연락처 id`),
		text("name", `contact name|full name|contact|person|person name|연락처|담당자|담당자명|고객 담당자|`+nameAliases),
		text("email", `e mail|mail|email address|work email|email work|business email|email home|이메일|메일|전자우편`),
		text("phone", `phone number|work phone|phone work|business phone|phone mobile|mobile|mobile phone|mobile phone number|telephone|cell|전화|전화번호|휴대폰|휴대전화|핸드폰`),
		text("title", `job title|position|role|jobtitle|직책|직위|직함|직급`),
		text("account", accountAliases),
		id("deal", dealAliases),
		id("lead", `lead id|lead name|리드|리드명|리드 id`),
		text("first_name", `firstname|given name`),
		text("last_name", `lastname|surname|family name`),
		deletedField("|archived"),
	}
}

func stageFields() []spec {
	return []spec{
		extra("name", `stage|stage name|master label|label|단계|단계명|`+nameAliases),
		extra("kind", `type|유형|종류`),
		extra("probability", `win probability|default probability|deal probability|chance|확률|성공확률`),
		extra("day_limit", `days|max days|기한|최대 일수`),
		extra("quiet_days", `무접촉 일수`),
		extra("late", `late stage|후반 단계`),
		extra("definition", `description|정의|설명`),
		extra("criteria", `exit criteria|완료 조건`),
		extra("archived", `inactive|보관`),
		extra("external_id", `stage id|id|api name|외부 id`),
		extra("order", `display order|sort order|order nr|position|sequence|순서|순번`),
		extra("pipeline", `pipeline id|pipeline name|파이프라인`),
		flag("is_won", `won|closed won|is closed won`),
		flag("is_closed", `closed|is deal closed`),
		flag("active", `is active|active flag|활성`),
	}
}
