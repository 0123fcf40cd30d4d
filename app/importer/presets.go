package importer

import "strings"

// Presets lists the names that Options.Preset accepts besides empty.
func Presets() []string { return []string{"auto", "hubspot", "pipedrive", "salesforce", "zoho"} }

// presetColumns returns what the columns of a system's exports mean, as
// "Header=field" lines; nil for a kind the preset does not know.
func presetColumns(preset string, kind Kind) [][2]string {
	switch preset {
	case "hubspot":
		return pairsOf(hubspotColumns(kind))
	case "pipedrive":
		return pairsOf(pipedriveColumns(kind))
	case "salesforce":
		return pairsOf(salesforceColumns(kind))
	case "zoho":
		return pairsOf(zohoColumns(kind))
	}
	return nil
}

func pairsOf(table string) [][2]string {
	var pairs [][2]string
	for line := range strings.Lines(table) {
		if header, field, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			pairs = append(pairs, [2]string{fold(header), field})
		}
	}
	return pairs
}

func hubspotColumns(kind Kind) string {
	switch kind {
	case KindDeals:
		return `Record ID=external_id
			Deal ID=external_id
			Deal Name=name
			Deal Stage=stage
			Close Date=closed
			Create Date=created
			Deal owner=rep
			Amount=amount
			Deal probability=probability
			Associated Company=account
			Associated Company (Primary)=account
			Closed Lost Reason=reason
			Closed Won Reason=reason
			Original Traffic Source=source
			Is Closed Won=is_won
			Is Deal Closed?=is_closed
			Next step=next_step
			Currency=currency`
	case KindLeads:
		return `Record ID=external_id
			First Name=first_name
			Last Name=last_name
			Company Name=company
			Associated Company=company
			Contact owner=rep
			Create Date=created
			Lead Status=status
			Original Source=source
			Original Traffic Source=source`
	case KindActivities:
		return hubspotActivityColumns()
	default:
		return ""
	}
}

// hubspotActivityColumns are those of its calls, meetings, mails, tasks and notes,
// which it exports each by itself.
func hubspotActivityColumns() string {
	return `Record ID=external_id
		Activity type=type
		Activity date=at
		Activity assigned to=rep
		Call outcome=outcome
		Call direction=direction
		Call duration=duration
		Call Title=subject
		Call notes=notes
		Meeting name=subject
		Meeting start time=at
		Meeting outcome=outcome
		Internal meeting notes=notes
		Email subject=subject
		Email direction=direction
		Email send status=outcome
		Task Title=subject
		Task Type=type
		Task Status=done
		Due date=at
		Assigned to=rep
		Task notes=notes
		Note body=notes
		Associated Deal=deal
		Associated Company=account
		Associated Contact=contact`
}

func pipedriveColumns(kind Kind) string {
	switch kind {
	case KindDeals:
		return `Deal - ID=external_id
			Deal - Title=name
			Deal - Value=amount
			Deal - Currency of value=currency
			Deal - Owner=rep
			Deal - Stage=stage
			Deal - Status=outcome
			Deal - Won time=won_time
			Deal - Lost time=lost_time
			Deal - Closed on=closed
			Deal - Deal closed on=closed
			Deal - Creation date=created
			Deal - Deal created=created
			Deal - Expected close date=expected_close
			Deal - Probability=probability
			Deal - Lost reason=reason
			Deal - Organization=account
			Deal - Product name=product
			Deal - Product quantity=units
			Deal - Source channel=source
			Deal - Contact person=contacts`
	case KindLeads:
		return `Lead - ID=external_id
			Lead - Title=name
			Lead - Owner=rep
			Lead - Organization=company
			Lead - Lead created=created
			Lead - Source channel=source
			Lead - Source=source`
	case KindActivities:
		return `Activity - ID=external_id
			Activity - Type=type
			Activity - Subject=subject
			Activity - Due date=at
			Activity - Due time=at_time
			Activity - Assigned to user=rep
			Activity - Deal=deal
			Activity - Lead=lead
			Activity - Organization=account
			Activity - Duration=duration
			Activity - Done=done`
	default:
		return ""
	}
}

func salesforceColumns(kind Kind) string {
	switch kind {
	case KindDeals:
		return `Opportunity ID=external_id
			Opportunity Name=name
			Opportunity Owner=rep
			Account Name=account
			Stage=stage
			Amount=amount
			Close Date=closed
			Created Date=created
			Probability (%)=probability
			Lead Source=source
			Next Step=next_step
			Loss Reason=reason
			Is Won=is_won
			Is Closed=is_closed`
	case KindStageHistory:
		return `Opportunity ID=deal
			Opportunity Name=deal
			To Stage=stage
			Stage=stage
			Last Modified=at
			Edit Date=at
			Created Date=at
			Amount=amount
			Probability (%)=probability`
	case KindActivities:
		return `Activity ID=external_id
			Assigned=rep
			Subject=subject
			Date=at
			Start=at
			Type=type
			Task Subtype=subtype
			Event Subtype=subtype
			Call Type=direction
			Call Result=outcome
			Call Duration=duration
			Status=done
			Opportunity=deal
			Lead=lead
			Company / Account=account
			Contact=contact
			Comments=notes
			Full Comments=notes`
	case KindLeads:
		return `Lead ID=external_id
			First Name=first_name
			Last Name=last_name
			Company / Account=company
			Company=company
			Lead Owner=rep
			Lead Source=source
			Lead Status=status
			Created Date=created
			Converted Date=decided
			Converted=is_converted`
	default:
		return ""
	}
}

func zohoColumns(kind Kind) string {
	switch kind {
	case KindDeals:
		return `Record Id=external_id
			Deal Id=external_id
			Deal Name=name
			Account Name=account
			Account Name.name=account
			Deal Owner=rep
			Deal Owner.name=rep
			Stage=stage
			Amount=amount
			Closing Date=closed
			Created Time=created
			Probability (%)=probability
			Lead Source=source
			Next Step=next_step
			Reason For Loss=reason
			Currency=currency`
	case KindLeads:
		return `Record Id=external_id
			Lead Id=external_id
			First Name=first_name
			Last Name=last_name
			Company=company
			Lead Owner=rep
			Lead Owner.name=rep
			Lead Source=source
			Lead Status=status
			Created Time=created
			Is Converted=is_converted`
	default:
		return ""
	}
}

// choosePreset returns the preset to use: the given one, or that most of
// whose columns are there, at least three and half of the table's.
func choosePreset(given string, kind Kind, headers []string) (string, error) {
	given = strings.ToLower(strings.TrimSpace(given))
	if given != "" && given != "auto" {
		for _, name := range Presets() {
			if name == given {
				return name, nil
			}
		}
		return "", &FileError{Kind: ErrOption, Detail: "preset " + given}
	}
	present := map[string]bool{}
	for _, header := range headers {
		present[fold(header)] = true
	}
	best, bestCount := "", 2
	for _, name := range Presets() {
		count := 0
		for _, pair := range presetColumns(name, kind) {
			if present[pair[0]] {
				count++
			}
		}
		if count > bestCount && 2*count >= len(headers) {
			best, bestCount = name, count
		}
	}
	return best, nil
}
