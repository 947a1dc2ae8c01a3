# Whosaid's two commands are `make serve` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.PHONY: help env serve test test-training lint bench lock clean
.DEFAULT_GOAL := help

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

env: $(VENV)/.installed ## make .venv from the hashed lock

serve: env ## set up, migrate, load the seeds, serve on 127.0.0.1:8000
	$(BIN)/whosaid serve --seed

test: $(VENV)/.installed-dev ## set up and run every test
	$(BIN)/python -m pytest

test-training: $(VENV)-train/.installed ## run the tests of training, which need torch
	$(VENV)-train/bin/python -m pytest tests/training

lint: $(VENV)/.installed-dev ## ruff, mypy --strict, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## measure the HTTP paths against a bare Flask route
	$(BIN)/python -m bench.http

# The lock names no registry: pip asks whichever one it is set up with.
lock: $(VENV)/.installed-dev ## lock the dependencies anew, with hashes
	for part in "--extra dev --extra learned --extra build -o requirements-dev.lock" "--extra build -c requirements-dev.lock -o requirements.lock"; do \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --no-emit-options $$part pyproject.toml || exit 1; done

# torch takes up gigabytes, so it has an environment of its own.
$(VENV)-train/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-train/bin/python -m pip install --quiet --editable '.[train,learned]' 'pytest>=9,<10' 'hypothesis>=6.170,<7'
	@touch $@

clean: ## remove the environment and the caches, never the data
	rm -rf $(VENV) $(VENV)-train .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Whosaid needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@
