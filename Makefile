# Every target sets up .venv by itself: a fresh machine needs git, make and python3 (3.11 or newer) with venv.
.PHONY: demo test check bench bench-long clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN = .venv/bin

.venv/installed: requirements.lock
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("jingxun needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which one to use: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	touch $@

demo: .venv/installed
	$(BIN)/python -m tests.replay.demo

test: .venv/installed
	$(BIN)/scrapy check_sites
	$(BIN)/python -m pytest

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# At most 10 minutes: throughput, requests over an unchanged site, the readers side by side, ours on disturbed pages, every family by size, fuzzing.
bench: .venv/installed
	$(BIN)/python -m tests.benchmarks.throughput
	$(BIN)/python -m tests.benchmarks.unchanged
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.robustness
	$(BIN)/python -m tests.benchmarks.families
	$(BIN)/python -m tests.benchmarks.fuzz 5000

# As long as it takes: 100 kills, memory over 200,000 rows, a ledger of 10,000,000 rows, 100,000 mutated pages.
bench-long: .venv/installed
	$(BIN)/python -m tests.benchmarks.kills
	$(BIN)/python -m tests.benchmarks.memory
	$(BIN)/python -m tests.benchmarks.ledger
	$(BIN)/python -m tests.benchmarks.fuzz 100000

clean:
	rm -rf .venv data
