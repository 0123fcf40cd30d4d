package sales

// Recovery is what could be read of a damaged file.
type Recovery struct {
	Path    string       // the new database with what was read
	Records map[Kind]int // how many it holds of each kind
	Pages   int          // of the damaged file
	Damaged int          // pages of it that should hold records and cannot be read
	Stray   int          // records found on pages that nothing leads to any more
	Refused int          // records read that the rules of the database do not take
	Emptied int          // references to records that are lost, now empty
	Dropped int          // records that are nothing without one that is lost
	Unread  int          // records on readable pages that cannot be read
}

// Whole reports whether nothing seems to be missing.
func (r Recovery) Whole() bool {
	return r.Damaged+r.Refused+r.Emptied+r.Dropped+r.Unread == 0
}
