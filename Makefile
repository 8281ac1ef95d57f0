# The two commands that a new machine needs: `make demo` and `make test`. `make train` makes the model.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := pip install --quiet --disable-pip-version-check
PIP := $(BIN)/python -m $(INSTALL)
DEMO := build/demo
TRAIN := .venv-train
ARGS ?=

.PHONY: demo test bench bench-accuracy train lint types unit clean

demo: $(VENV)/.installed
	@mkdir -p $(DEMO)
	@$(BIN)/dragoman code examples/*.txt --format table
	@$(BIN)/dragoman code examples/*.txt -o $(DEMO)/records.jsonl
	@echo "Every record in full, with its evidence: $(DEMO)/records.jsonl"
	@echo "Next: $(BIN)/dragoman code YOUR-PAGES, or $(BIN)/dragoman --help"

test: lint types unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

unit: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

bench-accuracy: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.accuracy

# Confidence is fitted on documents that the network has not seen.
train: $(TRAIN)/.installed
	$(TRAIN)/bin/python -m training.whose
	$(TRAIN)/bin/python -m training.coder train
	$(TRAIN)/bin/python -m training.coder calibrate
	$(TRAIN)/bin/python -m training.coder shift

$(BIN)/python $(TRAIN)/bin/python:
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11 or newer: install it, or run make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(@:/bin/python=) || { echo "Python's venv module is missing: on Debian, apt-get install python3-venv" >&2; rm -rf $(@:/bin/python=); exit 1; }

$(VENV)/.installed: $(BIN)/python requirements.lock requirements-build.lock pyproject.toml
	@echo "Installing Dragoman into $(VENV) …"
	@$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(TRAIN)/.installed: $(TRAIN)/bin/python requirements-train.lock requirements-build.lock pyproject.toml
	@echo "Installing what training needs into $(TRAIN) …"
	@$(TRAIN)/bin/python -m $(INSTALL) --require-hashes -r requirements-train.lock -r requirements-build.lock
	@$(TRAIN)/bin/python -m $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) $(TRAIN) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
