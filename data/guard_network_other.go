//go:build !linux

package data

// networkDrive cannot tell on this system.
func networkDrive(string) string { return "" }
