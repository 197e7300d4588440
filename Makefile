# Each target makes its own environment: only Python 3.11+ with venv, and make, are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: audit test slow quick lint types bench docs spark lock clean

audit: $(RUN_STAMP) ## Audit the example with the embedded record and say where the report is.
	$(BIN)/multipolar audit examples/briefing.md --html out/briefing.html

test: $(DEV_STAMP) ## Run the tests that take under a few seconds each and need no published datasets.
	$(BIN)/python -m pytest -n auto -m "not slow and not shared"

slow: $(DEV_STAMP) ## Run the others: kills, whole histories, the published datasets where they are at hand.
	$(BIN)/python -m pytest -n auto -m "slow or shared"

quick: $(DEV_STAMP) ## Run the tests that take no time.
	$(BIN)/python -m pytest -n auto -m "not slow and not spark and not browser"

lint: $(DEV_STAMP) ## Style, import contracts and strict types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

types: $(DEV_STAMP)
	$(BIN)/mypy

bench: $(DEV_STAMP) ## Print measured figures beside those of other tools.
	$(BIN)/python -m benchmarks

docs: $(DEV_STAMP) ## Write the reference pages from the code.
	$(BIN)/python scripts/reference.py

spark: $(DEV_STAMP) ## Add the Spark engine to the environment (needs Java 17).
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/spark.lock

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("multipolar needs Python 3.11 or later") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements/run.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(DEV_STAMP): requirements/dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $(RUN_STAMP) $@

lock: ## Renew the lock files from pyproject.toml (needs uv).
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/run.lock
	uv pip compile pyproject.toml --extra formats --extra models --extra blocs --extra gravity --group dev --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/dev.lock
	uv pip compile pyproject.toml --extra formats --extra models --extra blocs --extra gravity --extra spark --group dev --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/spark.lock

clean:
	rm -rf $(VENV) out
