package xlsx

import (
	"context"
	"io"

	"attain/app/sales"
)

// WriteReviewIn writes a review in sheets of at most so many rows, so that
// tests need no million of them.
func WriteReviewIn(ctx context.Context, most int, w io.Writer, review *sales.Review, text sales.Text) error {
	b := newBook(review, text)
	b.most = most
	return writeReview(ctx, w, b, nil)
}
