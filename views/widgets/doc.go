// Package widgets holds the reusable parts of the window: the board, the
// table, the entries, cards, panels and the small things between them. They
// know no record of the application and no language: texts come in as strings,
// records as string ids, and what the user does leaves through OnX functions.
// None of them starts a goroutine or looks at a clock; time comes from the
// Runner they are given, colours and sizes from the theme under the names in
// roles.go. Everything runs on the window's thread.
//
// The index, by file:
//
//	roles      Role, Color… and Size… names the theme must answer
//	runner     Runner: timers and background work, injected
//	overlay    Overlay: last child of the root stack; ghosts, tips, toasts
//	text       Text (one line, elided), NewParagraph (wrapped)
//	arrange    NewRow, NewColumn, NewFlow, NewInset
//	card       Card: title, body, optional action
//	stat       StatTile: a number that opens its records
//	ring       ProgressRing: share done, expected tick, label in the centre
//	badge      Badge: a role and its word
//	state      EmptyState, Skeleton, Busy, Banner
//	tip        WithTip: a hint under the pointer for any object
//	panel      SidePanel: slides over the page from the right
//	palette    Palette: the command palette
//	shortcuts  NewShortcutSheet
//	chart      ChartPanel: a picture with regions, drawn in the background
//	timeline   Timeline, Checklist
//	nav        Nav: the side bar of pages
//	table      Table: virtual rows, sorting, selection
//	grid       Grid: an editable sheet with frozen header and totals
//	dateentry  DateEntry with its month
//	number     NumberEntry, MoneyEntry
//	search     SearchEntry
//	picker     Picker: type-ahead choice among thousands
//	segments   Segments: a few choices side by side, one of which holds
//	input      Input, NewNotes: entries that belong to a form
//	form       Field, Form; dialog: Dialog
//	board      Board: columns of cards with drag and drop
package widgets
