package importer

import "strings"

// CurrencyOf is the ISO code of the currency in which a row that was rejected
// for it is: by its own sign or code, else by what its column's header says.
// It is empty where that could be several.
func (d *Detection) CurrencyOf(r Rejection) string {
	codes := ""
	for _, decimal := range ".," {
		if parsed, err := parseNumber(r.Value, decimal); err == nil && codes == "" {
			codes = parsed.currency
		}
	}
	if own, ok := currencyOf(r.Value); ok && codes == "" {
		codes = own
	}
	if column, ok := d.Column(r.Field); ok && codes == "" {
		codes = column.Format.Currency
	}
	if codes == "" && len(r.Value) == len("EUR") {
		codes = strings.ToUpper(r.Value)
	}
	if strings.Contains(codes, "|") {
		return ""
	}
	return codes
}
