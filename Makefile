# From nothing but Python 3.11 or newer: `make annex` writes the example annex, `make test` runs the tests.
# Another Python: `make annex PYTHON=python3.13`. Another place: `make annex PLACE=… OUT=…`.

PYTHON ?= python3
VENV ?= .venv
PLACE ?= 3215011
OUT ?= reports/3215011-szczecinek
PYTEST_ARGS ?= -n 2 --dist loadfile
UV ?= uv

BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DELETE_ON_ERROR:
.PHONY: annex reports test coverage mutants check lint types notebooks lock licences sbom audit setup clean

annex: $(READY)
	$(BIN)/costmodel annex $(PLACE) --out $(OUT)

# The example sets that are kept, and the two pictures of them in the README (pdftoppm and soffice draw those).
reports: $(READY)
	$(BIN)/costmodel annex 3215011 --out reports/3215011-szczecinek
	$(BIN)/costmodel annex 9910013 --out reports/9910013-przykladowo
	mkdir -p reports/obrazy build/obrazy
	pdftoppm -png -r 80 -f 2 -l 2 -singlefile reports/3215011-szczecinek/aneks.pdf reports/obrazy/strona
	soffice --headless --convert-to pdf --outdir build/obrazy reports/9910013-przykladowo/rada.pptx
	pdftoppm -png -r 60 -f 5 -l 5 -singlefile build/obrazy/rada.pdf reports/obrazy/slajd

test: $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# The tests once more, counting branches: below the share in pyproject.toml this fails, be it of lines
# and branches together or of branches alone.
coverage: $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS) --cov --cov-report=term --cov-report=json:build/coverage.json
	$(BIN)/python -m tests.branches build/coverage.json

# Change the library in one place after another; fails where the tests notice too little, or a
# survivor has no reason. Some parts only: make mutants PARTS="costs cohort" (of those listed in
# tests/mutation/README.md); the sample of CI: make mutants PARTS=--sample.
mutants: $(READY)
	$(BIN)/python -m tests.mutation.run $(PARTS)

check: lint types test

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

# Run each notebook and write its paired .ipynb with outputs beside it.
notebooks: $(READY)
	$(BIN)/python -m tests.notebook_pairs

# Versions already locked are kept; `make lock LOCK_ARGS=--upgrade` moves them.
lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it, or name it: make lock UV=/path/to/uv" >&2; exit 1; }
	$(UV) pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  $(LOCK_ARGS) --output-file requirements.lock

# After `make lock`: the kept list of licences, then the bill of materials that the wheel carries.
licences: $(READY)
	$(BIN)/python -m tests.supply.licences

sbom: licences
	$(BIN)/python -m tests.supply.bom

# With no network: lock, installed files, licences; known weaknesses only where an export of OSV
# for PyPI is given: make audit OSV=all.zip.
audit: $(READY)
	$(BIN)/python -m tests.supply.audit $(if $(OSV),--osv "$(OSV)")

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is not on this machine: install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "costmodel needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make environments: install its venv module (Debian, Ubuntu: the package python3-venv)." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
