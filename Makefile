# Two commands matter on a fresh Debian or Ubuntu machine with Go:
# `make demo` and `make test`. `make help` lists the rest.

VERSION := $(shell .ci/version)
TAGS    := migrated_fynedo
LDFLAGS := -s -w -X main.version=$(VERSION)
# Packages tested at the same time; 2 suits a small machine.
TESTJOBS  ?= 2
TESTFLAGS ?=
# What runs the tests; .ci/run gives one that says at the end what failed.
GOTEST    ?= go test
FUZZTIME  ?= 30s

# The version is given above; asking git again fails where a checkout
# belongs to another user.
export GOFLAGS := -buildvcs=false $(filter-out -buildvcs=%,$(GOFLAGS))
export CGO_ENABLED := 1
export FUZZTIME

.PHONY: help deps build demo run test soak bench e2e shots lint fuzz package clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the system packages a build needs (Debian, Ubuntu)
	@.ci/deps build

build: deps ## build the program into build/attain
	go build -tags $(TAGS) -trimpath -ldflags "$(LDFLAGS)" -o build/attain .

demo: build ## show the program on a sample team in a throw-away place
	@.ci/deps desktop
	@.ci/demo build/attain

run: build ## open your own data
	./build/attain

test: deps ## vet and test every package
	go vet -tags $(TAGS) ./...
	$(GOTEST) -tags $(TAGS) -p $(TESTJOBS) -timeout 20m $(TESTFLAGS) ./...

soak: deps ## cut the power, kill and fail the disk thousands of times (under 20 min)
	.ci/soak

bench: deps ## measure against what SQLite, excelize, go-chart and the disk can do (15 min)
	@.ci/bench

e2e: ## walk through the real window on a virtual screen
	.ci/e2e

shots: build ## take pictures of every page for the docs
	@.ci/deps e2e
	@.ci/shots build/attain

lint: ## run the linters
	@.ci/deps lint
	.ci/lint

fuzz: deps ## run every fuzz test for FUZZTIME (default 30s)
	.ci/fuzz

package: ## build .deb, .tar.xz and .exe with checksums into dist
	.ci/package

clean: ## remove what was built
	rm -rf build dist attain coverage.out
