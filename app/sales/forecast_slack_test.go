//go:build !race

package sales_test

// slack is by how much longer than promised a test may take.
const slack = 1
