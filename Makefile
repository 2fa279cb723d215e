# Two commands: `make demo` shows what personacheck does, `make test` shows that it does it.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
CASES  ?= ../shared
SEED   ?= 1

.PHONY: help demo docs test check browser safety release-check bench mutants calibration speed speed-large hostile cases cells installed golden picture fixtures lock clean

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

$(VENV)/run.stamp: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/docs.stamp: requirements-docs.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

##@ Use it
demo: $(VENV)/run.stamp ## run everything on the shipped example; prints where the report is
	$(BIN)/python -m personacheck demo --out demo-out
	@echo "To run commands of personacheck here: alias personacheck='PYTHONPATH=$(CURDIR) $(CURDIR)/$(BIN)/python -m personacheck'"

docs: $(VENV)/docs.stamp ## build the pages of docs/ as a site in docs/_build; a warning or a dead link is an error
	$(BIN)/sphinx-build --builder html --nitpicky --fail-on-warning --keep-going --quiet docs docs/_build
	@echo "open docs/_build/index.html"

##@ Test it
test: check browser ## all that must pass: lint, types, import rules, tests (browser included)
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/dev.stamp ## lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: ## install Chromium for the tests of the report, if this machine allows it
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qq -y chromium >/dev/null; } \
	  || echo "no Chromium here and no right to install it: the browser tests will be skipped"

safety: $(VENV)/dev.stamp ## that nothing is lost, nothing mixed and nobody named: one line per test; takes minutes
	$(BIN)/python -m pytest -v -m "safety or long"

release-check: test safety ## all that must pass before a release: make test and make safety

##@ Measure it
bench: $(VENV)/dev.stamp ## how well titles are matched, on the input sets in CASES=../shared
	$(BIN)/python benchmarks/matching.py $(CASES)/bench
	$(BIN)/python benchmarks/labels.py $(CASES)/bench $(CASES)/truth

mutants: $(VENV)/dev.stamp ## whether tests notice when code is changed: 200 changes drawn with SEED=1; takes one to two hours
	$(BIN)/python -m benchmarks.mutants --seed $(SEED)

calibration: $(VENV)/dev.stamp ## whether intervals, bounds and findings are right; some minutes, LONG=--long for a release
	$(BIN)/python -m benchmarks.calibration $(LONG)

speed: $(VENV)/dev.stamp ## how fast a start, titles and large exports are, as ratios with their spread; SAVE=--save keeps the table
	$(BIN)/python benchmarks/speed.py $(SAVE)

speed-large: $(VENV)/dev.stamp ## a million contacts as text, as Parquet and on Dask, five and ten million; takes half an hour, SAVE=--save keeps the table
	$(BIN)/python benchmarks/speed_large.py $(SAVE)

hostile: $(VENV)/dev.stamp ## try each file in a folder of broken ones: verdict, seconds, extra MB, message
	$(BIN)/python benchmarks/hostile.py $(CASES)/hostile

cases: $(VENV)/dev.stamp ## hold inputs from bug reports and real exports against what is right: one line each
	$(BIN)/python -m benchmarks.cases $(CASES)/cases

cells: $(VENV)/dev.stamp ## hold our reading of workbooks and text files against openpyxl's and LibreOffice's, cell by cell
	$(BIN)/python -m benchmarks.cells $(CASES)/data/messy

installed: $(VENV)/dev.stamp ## what installing the wheel brings, and each extra: MB, packages and their licences; needs the network
	$(BIN)/python benchmarks/installed.py

##@ Renew what is made
golden: $(VENV)/dev.stamp ## renew the golden files, README output and drawing; read the diff before you commit it
	PERSONACHECK_GOLDEN=renew $(BIN)/python -m pytest -q tests -k "golden or readme_is_real"

picture: $(VENV)/dev.stamp browser ## retake the pictures of the report and of a notebook
	$(BIN)/python docs/picture.py

fixtures: $(VENV)/dev.stamp ## regenerate the shipped example (same seed, same bytes)
	$(BIN)/python fixtures/make_fixtures.py

lock: ## renew the lock files (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml --all-extras --group dev -c requirements.lock -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group docs -c requirements-dev.lock -o requirements-docs.lock

clean: ## remove what the above made
	rm -rf $(VENV) demo-out dist docs/_build
