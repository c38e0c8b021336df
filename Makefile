# Every verb first does the set-up it needs. What is set up is remembered under build/setup/, so it is done once.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
SETUP := build/setup

# $(call unless,CONDITION): a prerequisite that has its target made again unless the shell finds CONDITION true
unless = $(shell $(1) || echo again)
# $(call stop,LOG): shows the log's end, without the help text that npm adds, and stops
stop = { sed '/^npm error Clean install a project/,$$d' $(1) | tail -n 25 >&2; echo "The set-up failed; the whole log is in $(1)" >&2; exit 1; }

# POLICY=examples/visitors has site, pdf, serve, lint and prove work on another policy; see docs/adopt.md
POLICY ?=
export POLICY

# PDF=no builds the site without its PDF, for a machine that has not got what the PDF needs
PDF ?= yes
PDF_NEEDS := $(if $(filter no,$(PDF)),,$(SETUP)/pdf)

# So many tests run at once: one more than this machine has cores, for a browser often waits
TESTERS = $(shell echo $$(( $$(nproc) + 1 )))

.PHONY: help site pdf test test-all bench bench-peers serve screenshots lint prove mutants lock lock-bench clean distclean again

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

site: $(SETUP)/python $(SETUP)/node $(PDF_NEEDS) ## build the site into site/; PDF=no leaves the PDF out
	@$(PYTHON) -m publishing site $(if $(PDF_NEEDS),,--without-pdf)

pdf: $(SETUP)/python $(SETUP)/node $(SETUP)/pdf ## make the PDF of every edition into build/pdf/
	@$(PYTHON) -m publishing pdf

test: $(SETUP)/browser $(SETUP)/firefox $(SETUP)/nginx $(SETUP)/pdftotext $(SETUP)/fonts site ## build the site and run all tests
	@$(if $(POLICY),echo "make test tests the project with its own policy; leave POLICY out" >&2; exit 2)
	@$(PYTHON) -m pytest -q -n $(TESTERS) --dist worksteal

test-all: $(SETUP)/browser $(SETUP)/firefox $(SETUP)/nginx $(SETUP)/pdftotext $(SETUP)/fonts site ## all tests, and each page and state by the rules for access in both modes and at both widths; takes minutes
	@THOROUGH=yes $(PYTHON) -m pytest -q -n $(TESTERS) --dist worksteal -m ''

serve: $(SETUP)/python $(SETUP)/node ## show the site on this machine while you write
	@$(PYTHON) -m publishing serve

screenshots: $(SETUP)/browser site ## take pictures of the main pages into build/screenshots/
	@$(PYTHON) tests/screenshots.py

lint: $(SETUP)/python ## check the policy's files, their wording and the style of the code
	@$(PYTHON) -m publishing check
	@$(PYTHON) -m publishing verify
	@$(PYTHON) -m publishing lint --all
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check --quiet

prove: $(SETUP)/python ## visit every state of every calculator in every edition and check its properties
	@$(PYTHON) -m calculators prove --all

bench: $(SETUP)/browser-whole site ## measure the wait for an answer beside its peers, and the making of the PDF (needs a quiet machine)
	@$(PYTHON) -m tests.bench

bench-peers: $(SETUP)/browser-whole site ## measure the wait for an answer beside JupyterLite and marimo, which it installs for this alone (needs a quiet machine)
	@$(PYTHON) -m tests.bench.shown

MINUTES := 20
WORKERS := 2

mutants: $(SETUP)/python ## change the calculators in thousands of places and see whether a test notices (MINUTES=20 WORKERS=2)
	@$(PYTHON) -m tests.mutants --minutes $(MINUTES) --workers $(WORKERS)

lock: $(SETUP)/python ## renew requirements.lock from requirements.in
	@$(PYTHON) -m venv --clear build/lock && build/lock/bin/pip install -q pip-tools && \
	build/lock/bin/pip-compile -q --upgrade --allow-unsafe --generate-hashes --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --strip-extras --output-file=requirements.lock requirements.in

BENCH_LOCK = build/lock/bin/uv pip compile --quiet --upgrade --generate-hashes --no-header

lock-bench: $(SETUP)/python ## renew what `make bench-peers` installs, for this machine and for the browser
	@$(PYTHON) -m venv --clear build/lock && build/lock/bin/pip install -q uv
	@$(BENCH_LOCK) --python-version 3.13 tests/bench/notebooks.in --output-file tests/bench/notebooks.lock
	@$(BENCH_LOCK) --python-version 3.14 --python-platform wasm32-pyodide2024 tests/bench/notebook-wheels.in --output-file tests/bench/notebook-wheels.lock
	@cp .npmrc tests/bench/ && (cd tests/bench && npm install --package-lock-only --ignore-scripts --silent); rm tests/bench/.npmrc

clean: ## remove what was built, and caches
	@rm -rf site .cache .pytest_cache .hypothesis .ruff_cache
	@if [ -d build ]; then find build -mindepth 1 -maxdepth 1 ! -name setup -exec rm -rf {} +; fi
	@find . \( -path ./.git -o -path ./.venv -o -path ./node_modules \) -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## remove what was set up, too
	@rm -rf build .venv node_modules

# Python's packages, as requirements.lock has them and nothing else
$(SETUP)/python: requirements.lock .python-version $(call unless,test -x $(PYTHON))
	@mkdir -p $(SETUP); rm -f $@; \
	python=$$(.ci/need python); \
	echo "Setting up Python in .venv, $$(grep -c '^[a-z].*==' requirements.lock) packages (about half a minute)"; \
	{ "$$python" -m venv --clear .venv \
	  && $(PYTHON) -m pip install --require-hashes --only-binary :all: --requirement requirements.lock \
	       --no-input --progress-bar off --disable-pip-version-check; \
	} > $@.log 2>&1 || $(call stop,$@.log); \
	touch $@

# What the browser runs, from npm, as package-lock.json has it
$(SETUP)/node: package-lock.json package.json $(call unless,test -e node_modules/.package-lock.json)
	@mkdir -p $(SETUP); rm -f $@; \
	.ci/need node; \
	echo "Setting up node_modules (a few seconds)"; \
	npm ci --ignore-scripts > $@.log 2>&1 || $(call stop,$@.log); \
	touch $@

# The libraries of the system that the PDF needs
$(SETUP)/pdf: $(SETUP)/python
	@.ci/need pdf; touch $@

# The file holds the path of the server that the tests start.
$(SETUP)/nginx: $(call unless,test -x "$$(cat $(SETUP)/nginx 2> /dev/null)")
	@mkdir -p $(SETUP); .ci/need nginx > $@

# The file holds the path of what reads the sheets that the tests print.
$(SETUP)/pdftotext: $(call unless,test -x "$$(cat $(SETUP)/pdftotext 2> /dev/null)")
	@mkdir -p $(SETUP); .ci/need pdftotext > $@

# Letters as wide as those of Arial, which the readers' machines have: how many sheets a page prints on hangs on them.
$(SETUP)/fonts:
	@mkdir -p $(SETUP); .ci/need packages fonts-liberation; touch $@

# The file holds the path of the browser that the tests start.
$(SETUP)/browser: $(SETUP)/python $(call unless,test -x "$$(cat $(SETUP)/browser 2> /dev/null)")
	@.ci/need browser > $@

# The file holds the path of the second engine of the tests.
$(SETUP)/firefox: $(call unless,test -x "$$(cat $(SETUP)/firefox 2> /dev/null)")
	@mkdir -p $(SETUP); .ci/need firefox > $@

# The file holds the path of a browser as readers have it, which takes longer to do the same.
$(SETUP)/browser-whole: $(SETUP)/python $(call unless,test -x "$$(cat $(SETUP)/browser-whole 2> /dev/null)")
	@.ci/need browser whole > $@
