# Two commands: `make demo` shows what personacheck does, `make test` shows that it does it.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
CASES  ?= ../shared

.PHONY: help demo test check browser safety release-check bench calibration speed hostile golden picture fixtures lock clean

help: ## what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

$(VENV)/run.stamp: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

demo: $(VENV)/run.stamp ## the whole job on the shipped example; prints where the report lies
	$(BIN)/python -m personacheck demo --out demo-out

test: check browser ## everything that has to hold: lint, types, floors, tests (browser included)
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/dev.stamp ## lint, types, floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: ## Chromium for the tests of the report, where this machine lets us install it
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qq -y chromium >/dev/null; } \
	  || echo "no Chromium here and no right to install it: the browser tests will be skipped"

safety: $(VENV)/dev.stamp ## nothing lost, nothing mixed, nobody named: all of it, a line each; takes minutes
	$(BIN)/python -m pytest -v -m safety

release-check: test safety ## what has to hold before a release: lint, tests, and safety whole

bench: $(VENV)/dev.stamp ## matching, on the input sets in $(CASES)
	$(BIN)/python benchmarks/matching.py $(CASES)/bench
	$(BIN)/python benchmarks/labels.py $(CASES)/bench $(CASES)/truth

calibration: $(VENV)/dev.stamp ## do intervals, bounds and findings hold what they say? two minutes; LONG=--long for a release
	$(BIN)/python -m benchmarks.calibration $(LONG)

speed: $(VENV)/dev.stamp ## how fast `check` is on large exports, as ratios; takes some minutes
	$(BIN)/python benchmarks/speed.py

hostile: $(VENV)/dev.stamp ## every file of a folder of broken ones: verdict, seconds, extra MB, message
	$(BIN)/python benchmarks/hostile.py $(CASES)/hostile

golden: $(VENV)/dev.stamp ## renew the golden files; read the diff before you commit it
	PERSONACHECK_GOLDEN=renew $(BIN)/python -m pytest -q tests -k "golden or readme_is_real"

picture: $(VENV)/dev.stamp browser ## take the README's picture of the report anew
	$(BIN)/python docs/picture.py

fixtures: $(VENV)/dev.stamp ## make the shipped example anew (same seed, same bytes)
	$(BIN)/python fixtures/make_fixtures.py

lock: ## renew the lock files (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what the above made
	rm -rf $(VENV) demo-out dist
