// Package views is the window: one file per page with its pure model beside
// it, the shell around them, the theme, and the one place where background
// work starts and returns.
package views
