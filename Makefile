# Whosaid's two commands are `make serve` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.PHONY: help env serve test test-three-services test-contract test-training test-clients lint bench bench-postgresql bench-large lock clean
.DEFAULT_GOAL := help

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

env: $(VENV)/.installed ## make .venv from the hashed lock

serve: env ## set up, migrate, load the seeds, serve on 127.0.0.1:8000
	$(BIN)/whosaid serve --seed

test: $(VENV)/.installed-dev ## set up and run every test
	$(BIN)/python -m pytest

test-three-services: $(VENV)/.installed-dev ## ask what the API's tests ask of three services on one PostgreSQL, in turn
	$(BIN)/python -m pytest tests/api --three-services

test-contract: programs $(VENV)/.installed-dev tests/clients/node_modules/.installed ## lint the contract, and try the service with generated requests
	tests/clients/node_modules/.bin/redocly lint openapi.yaml
	$(BIN)/python -m tests.contract.fuzz

test-training: $(VENV)-train/.installed ## run the tests of training, which need torch
	$(VENV)-train/bin/python -m pytest --confcutdir=tests/training tests/training

test-clients: programs $(VENV)/.installed-dev $(VENV)-clients/.installed ## generate the clients that need Node or Java, and use them
test-clients: tests/clients/typescript/node_modules/.installed
	$(BIN)/python -m pytest tests/clients/typescript tests/clients/openapi_generator

lint: $(VENV)/.installed-dev ## ruff, mypy --strict, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Datasette, a peer, has its own environment: where it cannot be installed, the table says so and leaves it out.
bench: $(VENV)/.installed-dev ## measure a million claims against limits and Datasette (25 minutes, 25 GB)
	-@$(MAKE) --no-print-directory $(VENV)-bench/.installed
	$(BIN)/python -m bench

bench-postgresql: $(VENV)/.installed-dev ## the same on a PostgreSQL that it starts itself (40 minutes, 12 GB)
	$(BIN)/python -m bench --engine postgresql

bench-large: $(VENV)/.installed-dev ## the same with ten million claims (hours, 80 GB)
	-@$(MAKE) --no-print-directory $(VENV)-bench/.installed
	$(BIN)/python -m bench --claims 10000000

# The lock names no registry: pip asks whichever one it is set up with.
lock: $(VENV)/.installed-dev ## lock the dependencies anew, with hashes
	for part in "--extra dev --extra granian --extra postgres --extra build -o requirements-dev.lock pyproject.toml" \
	  "--extra build -c requirements-dev.lock -o requirements.lock pyproject.toml" \
	  "-o requirements-clients.lock tests/clients/openapi_generator/requirements.in"; do \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --no-emit-options $$part || exit 1; done

# The generated client is used in an environment that has what it needs, and nothing of Whosaid.
$(VENV)-clients/.installed: requirements-clients.lock
	$(PYTHON) -m venv $(VENV)-clients
	$(VENV)-clients/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

%/node_modules/.installed: %/package-lock.json
	npm ci --prefix $* --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: programs
programs:
	@for program in node npm java; do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	test -z "$$missing" || { echo "test-clients needs, and does not find:$$missing (Node 20.19 or newer, Java 11 or newer;" \
	  "on Debian: apt-get install nodejs npm default-jre-headless)." >&2; exit 1; }

# torch takes up gigabytes, so it has an environment of its own.
$(VENV)-train/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-train/bin/python -m pip install --quiet --editable '.[train]' 'pytest>=9,<10'
	@touch $@

$(VENV)-bench/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-bench/bin/python -m pip install --quiet --editable '.[bench]'
	@touch $@

clean: ## remove the environment and the caches, never the data
	rm -rf $(VENV) $(VENV)-train $(VENV)-clients $(VENV)-bench tests/clients/node_modules tests/clients/typescript/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

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
