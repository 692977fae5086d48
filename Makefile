# make setup | run | test | bench | bench-national. Needs Python >= 3.11 and make; the rest comes from the package registries.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run test bench bench-national
.DELETE_ON_ERROR:

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "cancu needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V 2>&1`. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

run: $(READY)
	@$(BIN)/cancu load corpus
	@$(BIN)/cancu serve --host $(HOST) --port $(PORT)

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist worksteal

bench: $(READY)
	$(BIN)/python -m benchmarks

# The whole country: DIRECTIVES from 1 to 10; STORE keeps what was loaded for the next time.
DIRECTIVES ?= 1
bench-national: $(READY)
	$(BIN)/python -m benchmarks.national --directives $(DIRECTIVES) $(if $(STORE),--store $(STORE))
