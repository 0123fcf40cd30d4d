package charts

// FollowUps shows after how many touches the team gave up and won, beside
// the two figures of the article.
type FollowUps struct {
	Buckets []FollowUpBucket
	// The article's figures, drawn as reference marks labelled as its own:
	// the share that gives up after one follow-up (0.48) at GiveUpBucket,
	// the share of sales that takes five (0.80) at WinBucket. NaN for none.
	ArticleGiveUp, ArticleWins float64
	GiveUpBucket, WinBucket    int
	Ratio                      Format
}

// FollowUpBucket is a number of touches ("1", "2", ... "5+").
type FollowUpBucket struct {
	ID, Label string
	GaveUp    float64 // share of all given up that stopped here; NaN if none
	Won       float64 // share of all wins that took so many; NaN if none
	GaveUpN   int
	WonN      int
}
