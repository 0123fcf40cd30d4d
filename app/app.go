// Package app is the application: app.Service with its commands and queries,
// the events they publish, undo, and the schedules of backup and month close.
// It declares the Store it needs and knows neither SQLite nor a window.
package app
