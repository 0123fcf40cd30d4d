package sales

// Person is someone whose data was asked for: the contacts and leads that are
// them.
type Person struct {
	Contacts []Contact
	Leads    []Lead
}

// Erasure is what an erasure of a person did and what it left.
type Erasure struct {
	Records int // records that held something of them
	Changes int // lines of the change log that did
	// Mentions counts, by kind, the records of others that still hold the
	// name, mail address or phone number somewhere in their words.
	Mentions map[Kind]int
}
