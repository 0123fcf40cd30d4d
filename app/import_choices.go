package app

import (
	"context"

	"attain/app/importer"
	"attain/app/sales"
)

// ImportChoices are the words that a field of a kind can have, as a constant
// or a value is written; nil where it takes any text.
func ImportChoices(kind ImportKind, field string) []string {
	switch {
	case field == "outcome" && kind == importer.KindActivities:
		return texts(sales.Conversation, sales.Voicemail, sales.NoAnswer, sales.Reply, sales.NoReply, sales.Bounce, sales.Held, sales.NoShow, sales.Cancelled)
	case field == "outcome":
		return texts(importer.OutcomeOpen, importer.OutcomeWon, importer.OutcomeLost)
	case field == "status":
		return texts(sales.LeadNew, sales.LeadWorking, sales.LeadQualified, sales.LeadDisqualified)
	case field == "direction":
		return texts(sales.Outbound, sales.Inbound)
	case field == "type" && kind == importer.KindActivities:
		return texts(sales.Call, sales.Mail, sales.Meeting, sales.Message, sales.Web, sales.MailOpen, sales.MailClick, sales.Social, sales.Event, sales.Referral)
	case field == "length":
		return []string{"month", "quarter", "year"}
	}
	for _, known := range importer.Fields(kind) {
		if known.Name == field && known.Type == importer.TypeYesNo {
			return []string{"yes", "no"}
		}
	}
	return nil
}

func texts[T ~string](words ...T) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = string(word)
	}
	return list
}

// ImportNames are the names here that rows can refer to, by field: open
// stage, rep, product and account.
func (s *Service) ImportNames(ctx context.Context) (map[string][]string, error) {
	scan := &importScan{}
	err := scan.learnNames(ctx, s.store, ImportForm{})
	return scan.known, err
}
