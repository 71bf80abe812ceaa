# The two commands anybody needs: make report, make test. `make help` lists the rest.

PYTHON ?= python3
CORPUS ?=
SIDES ?=
UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin
# No calls home; and root, as in a container, is let in.
LAB := --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LabApp.news_url= \
	$(if $(filter 0,$(shell id -u)),--allow-root)
SETUP := .venv/.ready

export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
# One thread each: the same bytes on every machine, and no fight over two cores.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1
export TQDM_DISABLE := 1

BROWSER := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: help setup report test test-browser lab notebooks lint types bench trust lock clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 20

setup: $(SETUP)  ## create .venv from requirements.lock

$(UV):
	@echo "setting up: uv $(UV_VERSION)"
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(SETUP): $(UV) requirements.lock pyproject.toml
	@echo "setting up: .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is $$($(PYTHON) -V 2>&1); Python 3.11 or newer is needed: make setup PYTHON=python3.12, say"; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ test ! -e .venv || echo ".venv is of an older Python, or broken: it is made anew"; rm -rf .venv; $(UV) venv --quiet --python $(PYTHON) .venv; }
	@$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@

report: setup  ## run the nine notebooks, write every figure, build build/report.html and build/report.pdf (CORPUS=folder for another corpus, SIDES=a,c for other sides)
	@$(BIN)/python -m analysis report $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(SIDES),--sides "$(SIDES)")

test: setup  ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-browser: setup  ## run the tests in JupyterLab and in the built report (needs Chromium)
	@test -n "$(BROWSER)" || { echo "no Chromium found: apt install chromium, or the like"; exit 1; }
	@BROWSER="$(BROWSER)" $(BIN)/python -m pytest -m browser tests/browser

lab: setup  ## open JupyterLab on copies of the notebooks (CORPUS=folder for another corpus); git stays as it is
	@$(BIN)/python -m analysis lab $(if $(CORPUS),--corpus "$(CORPUS)") -- $(LAB)

notebooks: setup  ## execute the notebooks in place, ready to commit
	@$(BIN)/python -m analysis notebooks

lint: setup  ## check style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup  ## check types
	@$(BIN)/mypy

bench: setup  ## print speed and validity beside peers (needs ../shared/benchmarks)
	@for file in $$(grep -l __main__ benchmarks/*.py); do echo "== $$file"; $(BIN)/python $$file || exit 1; done

trust: setup  ## try what SECURITY.md promises, and write its table
	@$(BIN)/python benchmarks/trust.py --write

lock: $(UV)  ## write requirements.lock anew
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
		--no-annotate --python-version 3.11 --all-extras pyproject.toml -o requirements.lock

clean:  ## remove caches and the report; corpora of your own under build/ stay
	@rm -rf build/report.html build/report.pdf build/notebooks build/tried build/drawing build/kept build/lab build/report.md .pytest_cache .ruff_cache .mypy_cache
