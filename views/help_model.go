package views

import (
	"regexp"
	"strings"

	"attain/app/sales"
	"attain/views/widgets"
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
	listItem    = regexp.MustCompile(`^(- |[0-9]+\. )`)
	emphasis    = regexp.MustCompile("\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*|`([^`]+)`")
	mark        = regexp.MustCompile(`^(–|[0-9]+\.) `)
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
// reader, and links to files. Items of lists and rows of tables become
// paragraphs with a dash or a number, on one line each: the window wraps, and
// its font has no bullet.
func forWindow(markdown string) string {
	text := nearLink.ReplaceAllString(pictureLine.ReplaceAllString(markdown, ""), "$1")
	var blocks []string
	fenced, inTable, fresh := false, false, true
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		row := strings.HasPrefix(line, "|")
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
			if !fenced {
				blocks[len(blocks)-1] += "\n```"
				fresh = true
				continue
			}
			blocks = append(blocks, "```")
		case fenced:
			blocks[len(blocks)-1] += "\n" + line
		case line == "":
			fresh = true
		case row:
			// The head of a table says what the cells themselves show.
			if inTable && !rule.MatchString(line) {
				cells := strings.Split(strings.Trim(line, "| "), " | ")
				blocks = append(blocks, "– **"+cells[0]+"**: "+strings.Join(cells[1:], " → "))
			}
			fresh = true
		case fresh || listItem.MatchString(line):
			blocks, fresh = append(blocks, paragraph(line)), false
		default:
			blocks[len(blocks)-1] += " " + line
		}
		inTable = row
	}
	return strings.Join(blocks, "\n\n")
}

// paragraph turns the first line of a list's item into that of a paragraph.
func paragraph(line string) string {
	if rest, item := strings.CutPrefix(line, "- "); item {
		return "– " + rest
	}
	if found := listItem.FindString(line); found != "" {
		return strings.Replace(line, ". ", "\\. ", 1)
	}
	return line
}

// passages are the blocks of a chapter as the window draws them: strong words
// are bold, other emphasis is left away.
func passages(markdown string) []widgets.Passage {
	var all []widgets.Passage
	fenced := false
	for block := range strings.SplitSeq(strings.TrimSpace(markdown), "\n\n") {
		inside := fenced
		block = strings.TrimSpace(block)
		if strings.Count(block, "```")%2 == 1 {
			fenced = !fenced
		}
		body := strings.Trim(block, "`\n")
		switch {
		case inside: // an empty line within what is kept as it is
			last := &all[len(all)-1].Runs[0]
			last.Text += "\n\n" + body
		case strings.HasPrefix(block, "```"):
			all = append(all, widgets.Passage{Fixed: true, Runs: []widgets.Run{{Text: body}}})
		case strings.HasPrefix(block, "#"):
			all = append(all, widgets.Passage{Heading: true, Runs: runsOf(strings.TrimLeft(block, "# "))})
		default:
			text := strings.ReplaceAll(strings.ReplaceAll(block, "\n", " "), `\.`, ".")
			found := strings.TrimSpace(mark.FindString(text))
			all = append(all, widgets.Passage{Mark: found, Runs: runsOf(strings.TrimSpace(strings.TrimPrefix(text, found)))})
		}
	}
	return all
}

// runsOf takes the marks of emphasis out of a line.
func runsOf(text string) []widgets.Run {
	var runs []widgets.Run
	rest := 0
	for _, at := range emphasis.FindAllStringSubmatchIndex(text, -1) {
		runs = append(runs, widgets.Run{Text: text[rest:at[0]]})
		for group := 1; group <= 3; group++ {
			if from, to := at[2*group], at[2*group+1]; from >= 0 {
				runs = append(runs, widgets.Run{Text: strings.ReplaceAll(text[from:to], "`", ""), Bold: group == 1})
			}
		}
		rest = at[1]
	}
	return append(runs, widgets.Run{Text: text[rest:]})
}

// helpOfPage is the number of the chapter that F1 opens on a page.
func helpOfPage(page string) string {
	switch page {
	case PageSettings:
		return "1"
	case PageQuotas:
		return "2"
	case PagePipeline:
		return "4"
	case PageLeads:
		return "5"
	case PageDashboard:
		return "6"
	case PageReports:
		return "7"
	case PageInsights:
		return "8"
	default: // Today, Activities
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
