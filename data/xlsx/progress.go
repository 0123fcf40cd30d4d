package xlsx

import (
	"context"
	"io"
)

// sheetWeight is how many rows of data a composed sheet counts as, in the
// progress of a workbook.
const sheetWeight = 200

// progressStep is after how many parts the progress is told and the context
// looked at.
const progressStep = 1000

// progress counts what is written of a workbook, and ends the work when its
// context has ended. Saving, of which nothing is known, is the last third.
type progress struct {
	ctx       context.Context
	tell      func(done, all int)
	done, all int
	told      int
}

// expect settles on how much there is to do, once the sheets are known.
func (p *progress) expect(b *book) {
	p.all = len(b.sheets) * sheetWeight
	for _, d := range b.data.all() {
		p.all += d.rows
	}
	p.all += p.all / 2
}

// add notes that n parts are done. It returns the context's error.
func (p *progress) add(n int) error {
	p.done += n
	if p.done < p.told+progressStep {
		return nil
	}
	p.told = p.done
	if p.tell != nil {
		p.tell(p.done, p.all)
	}
	return p.ctx.Err()
}

// end says that all is done.
func (p *progress) end() error {
	if p.tell != nil {
		p.tell(p.all, p.all)
	}
	return p.ctx.Err()
}

// progressWriter ends with its context.
type progressWriter struct {
	ctx context.Context
	to  io.Writer
}

// Write writes, unless the context has ended.
func (w progressWriter) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.to.Write(p)
}
