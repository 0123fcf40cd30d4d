package importer

import "golang.org/x/text/transform"

// lineFeeds turns lone carriage returns (old Macintosh line ends) into line
// feeds. It is used only for tables that have no line feed at all.
type lineFeeds struct{ transform.NopResetter }

// Transform replaces byte by byte.
func (lineFeeds) Transform(dst, src []byte, _ bool) (int, int, error) {
	n := copy(dst, src)
	for i, b := range dst[:n] {
		if b == '\r' {
			dst[i] = '\n'
		}
	}
	if n < len(src) {
		return n, n, transform.ErrShortDst
	}
	return n, n, nil
}
