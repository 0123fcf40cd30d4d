package app

import "io"

// FailFiles has the service ask before each step of writing a file, so that
// tests can let it fail; nil ends it.
func (s *Service) FailFiles(before func(step string) error) { s.out.before = before }

// WriteFileAsking is WriteFile that asks before each step.
func WriteFileAsking(before func(step string) error, path string, write func(io.Writer) error) error {
	return outFile{before: before}.write(path, write)
}

// Simulated reports whether a forecast was computed for figures that are kept.
func (s *Service) Simulated() bool {
	for _, kept := range s.figures.list {
		if kept.figures != nil && kept.figures.Forecast != nil {
			return true
		}
	}
	return false
}
