package views

import (
	"regexp"
	"strings"

	"attain/app/sales"
)

// helpChapter is a chapter of the guide as the window shows it.
type helpChapter struct {
	number string // "3", as in the guide
	title  string
	body   string // Markdown of what the window's text can draw
}

// The parts of the guide's Markdown that the window draws another way.
var (
	chapterHead = regexp.MustCompile(`(?m)^## ([0-9]+)\. (.+)$`)
	pictureLine = regexp.MustCompile(`(?m)^!\[[^\]]*\]\([^)]*\)\n?`)
	nearLink    = regexp.MustCompile(`\[([^\]]*)\]\([^):]*\)`)
	rule        = regexp.MustCompile(`^\|[-| :]+\|$`)
)

// helpChapters takes the guide apart at its numbered headings.
func helpChapters(markdown string) []helpChapter {
	heads := chapterHead.FindAllStringSubmatchIndex(markdown, -1)
	chapters := make([]helpChapter, len(heads))
	for i, head := range heads {
		end := len(markdown)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		chapters[i] = helpChapter{number: markdown[head[2]:head[3]], title: markdown[head[4]:head[5]], body: forWindow(markdown[head[1]:end])}
	}
	return chapters
}

// forWindow leaves out pictures, since the window itself is before the
// reader, and links to files; rows of tables become items of a list.
func forWindow(markdown string) string {
	text := nearLink.ReplaceAllString(pictureLine.ReplaceAllString(markdown, ""), "$1")
	var lines []string
	inTable := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		row := strings.HasPrefix(line, "|")
		switch {
		case !row:
			lines = append(lines, line)
		case !inTable, rule.MatchString(line): // the head says what the cells themselves show
		default:
			cells := strings.Split(strings.Trim(line, "| "), " | ")
			lines = append(lines, "- **"+cells[0]+"**: "+strings.Join(cells[1:], " → "))
		}
		inTable = row
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// helpOfPage is the number of the chapter that F1 opens on a page.
func helpOfPage(page string) string {
	switch page {
	case PageDashboard:
		return "4"
	case PageQuotas:
		return "2"
	case PageInsights:
		return "6"
	case PageReports:
		return "5"
	case PageSettings:
		return "1"
	default: // Today, Pipeline, Activities, Leads
		return "3"
	}
}

// helpOfFigures is every metric's definition as a chapter, from the one list
// that tooltips and workbook use too.
func helpOfFigures(text sales.Text) string {
	var page strings.Builder
	group := ""
	for _, d := range sales.Definitions() {
		if d.Group != group {
			group = d.Group
			page.WriteString("\n## " + d.GroupTitle(text) + "\n\n")
		}
		page.WriteString("**" + d.Title(text) + "** = " + d.Formula(text))
		if note := d.Note(text); note != "" {
			page.WriteString(". " + note)
		}
		page.WriteString("\n\n")
	}
	return page.String()
}
