# Every target sets up what it needs; a bare machine needs Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
export ASCN_HOME ?= data/store

.PHONY: setup run test lint screenshots bench corpora properties record lock clean

setup: $(VENV)/.runtime

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements-bench.lock
	touch $@

$(VENV)/.browser: tests/browser/install.py tests/programs.py $(VENV)/.dev
	$(BIN)/python -m tests.browser.install
	touch $@

$(VENV)/.office: tests/office/install.py tests/programs.py $(VENV)/.dev
	$(BIN)/python -m tests.office.install
	touch $@

run: setup
	$(BIN)/ascn init --if-missing
	$(BIN)/ascn serve

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: lint $(VENV)/.browser $(VENV)/.office
	$(BIN)/python -m pytest -n 3 --dist worksteal

# Files that nobody here wrote, outside the project: CORPORA names their folder.
corpora: $(VENV)/.dev
	ASCN_TEST_CORPORA=$(or $(CORPORA),../shared/corpora) $(BIN)/python -m pytest -m corpora

properties: $(VENV)/.dev
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n 2 --dist worksteal -m 'not corpora' tests/etl/test_interpret_*.py tests/etl/test_practice.py tests/etl/test_as_of.py tests/etl/test_planted_faults.py tests/dashboard/test_same_figure_everywhere.py tests/dashboard/test_report_property.py

screenshots: $(VENV)/.browser
	$(BIN)/python -m tests.browser.screenshots

bench: $(VENV)/.bench $(VENV)/.browser
	$(BIN)/python -m tests.bench

record: setup
	$(BIN)/python -m etl.record

# For maintainers: resolves the locks anew (needs uv); no index or host is written into them.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group dev --group bench -o requirements-bench.lock

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache
