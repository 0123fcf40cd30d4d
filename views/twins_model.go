package views

import (
	"strings"

	"attain/app/sales"
)

// accountNamed is the account of a name, whatever its case; not the one of the
// id but.
func accountNamed(accounts []sales.Account, name string, but sales.ID) *sales.Account {
	for i := range accounts {
		if accounts[i].ID != but && sameName(accounts[i].Name, name) {
			return &accounts[i]
		}
	}
	return nil
}

func sameName(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// namesake is, among records of a name that are not the one of the id but, the
// last that is close, else the first; nil: there is none.
func namesake[T any](records []T, about func(*T) (id sales.ID, name string, close bool), name string, but sales.ID) *T {
	var found *T
	for i := range records {
		id, called, close := about(&records[i])
		if id == but || !sameName(called, name) {
			continue
		}
		if found == nil || close {
			found = &records[i]
		}
	}
	return found
}

// leadNamed is a lead of the same name as another, rather one of its company.
func leadNamed(leads []sales.Lead, lead sales.Lead) *sales.Lead {
	return namesake(leads, func(other *sales.Lead) (sales.ID, string, bool) {
		return other.ID, other.Name, sameName(other.Company, lead.Company)
	}, lead.Name, lead.ID)
}

// personNamed is a person of the same name as another, rather one of the same
// account.
func personNamed(people []sales.Contact, person sales.Contact) *sales.Contact {
	return namesake(people, func(other *sales.Contact) (sales.ID, string, bool) {
		return other.ID, other.Name, person.AccountID != "" && other.AccountID == person.AccountID
	}, person.Name, person.ID)
}

// productNamed is a product of the same name as another.
func productNamed(products []sales.Product, product sales.Product) *sales.Product {
	return namesake(products, func(other *sales.Product) (sales.ID, string, bool) { return other.ID, other.Name, false }, product.Name, product.ID)
}
