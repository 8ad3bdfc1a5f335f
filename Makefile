# Everything a person does here, by name. Python 3.11 or newer and make are all it takes.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run fresh setup test check unit browser bench pictures lock

run: setup ## Serve the demo clinic on 127.0.0.1 (PORT= changes the port)
	@$(BIN)/checklist demo --port $(PORT)

fresh: setup ## The same, with a newly seeded demo clinic
	@$(BIN)/checklist demo --port $(PORT) --fresh

setup: $(VENV)/.installed ## Make the environment from the lock

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tickwell needs Python 3.11 or newer.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

test: $(VENV)/.installed-dev chromium check ## Format, lint, types, then every test
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/deptry .

unit: $(VENV)/.installed-dev ## Every test that needs no browser
	$(BIN)/python -m pytest -n 2 --dist loadfile -q -m "not browser"

browser: $(VENV)/.installed-dev chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile -q -m browser

.PHONY: chromium
chromium: ## Chromium for the browser tests
	@sh .ci/chromium

bench: $(VENV)/.installed-dev ## One table of ratios against the yardsticks
	$(BIN)/python -m bench

pictures: $(VENV)/.installed-dev chromium ## The README's pictures, from the demo
	$(BIN)/python -m bench.take_pictures

lock: $(VENV)/.installed-dev ## Pin the newest versions pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --upgrade --group dev pyproject.toml -o requirements-dev.lock
