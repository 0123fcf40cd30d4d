package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"attain/app/sales"
)

// picture wraps the strokes of a 24 by 24 icon, which the theme colours.
func picture(name, strokes string) fyne.Resource {
	return fyne.NewStaticResource(name+".svg", []byte(
		`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+strokes+`</svg>`))
}

// markIcon is the program's mark: a rising line that reaches its target.
func markIcon() fyne.Resource {
	return picture("mark", `<path fill="#000" d="M3 20h18v-2H3z"/><path fill="#000" d="M4 16l5.5-6 4 3.5L19.6 6H16V4h7v7h-2V7.4l-7.3 9L9.6 13 5.5 17.4z"/>`)
}

// pageIcon is the icon of a page in the side bar.
func pageIcon(name string) fyne.Resource {
	switch name {
	case PageToday:
		return picture(name, `<path fill="#000" d="M12 2A10 10 0 0 1 12 22A10 10 0 0 1 12 2zM12 4A8 8 0 0 0 12 20A8 8 0 0 0 12 4z"/><path fill="#000" d="M11 6h2v5.5l4 2.4-1 1.7-5-3z"/>`)
	case PageDashboard:
		return picture(name, `<path fill="#000" d="M3 3h8v10H3zM13 3h8v6h-8zM13 11h8v10h-8zM3 15h8v6H3z"/>`)
	case PagePipeline:
		return picture(name, `<path fill="#000" d="M3 4h5v16H3zM9.5 4h5v11h-5zM16 4h5v7h-5z"/>`)
	case PageActivities:
		return picture(name, `<path fill="#000" d="M6.6 2.5l3.6 4.3-2 2.6c1.3 2.8 3.6 5.1 6.4 6.4l2.6-2 4.3 3.6-2 3.9C11 22 2 13 2.7 4.5z"/>`)
	case PageLeads:
		return picture(name, `<path fill="#000" d="M12 3.0A4.5 4.5 0 0 1 12 12.0A4.5 4.5 0 0 1 12 3.0z"/><path fill="#000" d="M3 21c0-4.7 4-7 9-7s9 2.3 9 7z"/>`)
	case PageQuotas:
		return picture(name, `<path fill="#000" d="M12 2A10 10 0 0 1 12 22A10 10 0 0 1 12 2zM12 4A8 8 0 0 0 12 20A8 8 0 0 0 12 4z"/><path fill="#000" d="M12 8A4 4 0 0 1 12 16A4 4 0 0 1 12 8z"/>`)
	case PageInsights:
		return picture(name, `<path fill="#000" d="M12 2a7 7 0 0 0-4 12.7V17h8v-2.3A7 7 0 0 0 12 2zM8 18.5h8V20H8zM9.5 21h5v1.5h-5z"/>`)
	case PageReports:
		return picture(name, `<path fill="#000" d="M5 2h9l5 5v15H5zM7 4v16h10V8h-4V4z"/><path fill="#000" d="M9 11.5h6V13H9zM9 15h6v1.5H9z"/>`)
	default:
		return picture(name, `<path fill="#000" d="M3 6h9V4h2v2h7v2h-7v2h-2V8H3zM3 11h3V9h2v6H6v-2H3zM10 11h11v2H10zM3 16h11v-2h2v6h-2v-2H3zM18 16h3v2h-3z"/>`)
	}
}

// activityIcon is the picture of an activity type.
func activityIcon(t sales.ActivityType) fyne.Resource {
	switch t {
	case sales.Call:
		return pageIcon(PageActivities)
	case sales.Mail, sales.MailOpen, sales.MailClick, sales.Message:
		return theme.MailComposeIcon()
	case sales.Meeting, sales.Event:
		return theme.AccountIcon()
	default:
		return theme.InfoIcon()
	}
}

// moveIcon is the picture of a move between stages.
func moveIcon() fyne.Resource { return theme.NavigateNextIcon() }
