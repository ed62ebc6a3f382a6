# `make map` draws the gallery, `make test` runs everything; both set up what they need (venv, install, browser).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: map test check bench clean setup

setup: $(READY)

$(READY): pyproject.toml constraints.txt hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(READY)

map: setup
	$(BIN)/python -m tests.gallery

test: setup
	$(BIN)/python -m tests.run

check: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: setup
	for file in tests/benchmarks/*.py; do $(BIN)/python $$file; done

clean:
	rm -rf $(VENV) src/sitmap/_assets src/sitmap/web/node_modules dist
