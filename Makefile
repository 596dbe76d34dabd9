# Two commands do everything: `make demo` shows the product, `make test` proves it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo serve test test-looks test-postgresql properties check docs bench mutation lock clean setup setup-web setup-test setup-bench

setup: $(VENV)/.base
setup-web: $(VENV)/.web src/afstemt/web/static/vendor
setup-test: $(VENV)/.dev
setup-bench: $(VENV)/.bench

# Each level holds the one before it, so a stamp of a higher level satisfies a lower one.
$(VENV)/.base: requirements/base.txt pyproject.toml
	@tools/setup base $(PYTHON) $(VENV)
$(VENV)/.web: requirements/web.txt pyproject.toml
	@tools/setup web $(PYTHON) $(VENV)
$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@tools/setup dev $(PYTHON) $(VENV)
$(VENV)/.bench: requirements/bench.txt pyproject.toml
	@tools/setup bench $(PYTHON) $(VENV)

# The pages' style and htmx come from npm, pinned by version and hash; nothing of them is in the project.
src/afstemt/web/static/vendor: tools/web-assets
	@tools/web-assets
	@touch $@

serve: setup-web
	@AFSTEMT_DEMO=1 AFSTEMT_DATA=build/web $(BIN)/afstemt serve

demo: setup
	@$(BIN)/afstemt demo --out build/demo
	@$(MAKE) -s setup-web
	@AFSTEMT_DEMO=5 AFSTEMT_DATA=build/workplace $(BIN)/afstemt serve

# What these hold is how pages look and are reached by keyboard: the same on either database, and minutes of a browser's time.
LOOK := test_every_page.py test_keyboard.py

test: setup-test
	@tools/system-packages
	@$(MAKE) -s src/afstemt/web/static/vendor
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/ruff format --check -q src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2
	tools/with-postgresql $(BIN)/python -m pytest -n 2 tests/web $(addprefix --ignore=tests/web/,$(LOOK))

# What `make test` leaves out on PostgreSQL.
test-looks: setup-test
	tools/with-postgresql $(BIN)/python -m pytest -n 2 $(addprefix tests/web/,$(LOOK))

# The whole suite on PostgreSQL, looks included.
test-postgresql: setup-test
	@tools/system-packages
	@$(MAKE) -s src/afstemt/web/static/vendor
	tools/with-postgresql $(BIN)/python -m pytest -n 2

# What `make test` asks of 200 small months, asked of many more: about half an hour.
properties: setup-test
	AFSTEMT_EXAMPLES=5000 $(BIN)/python -m pytest -n 2 tests/core/month

bench: setup-bench
	$(BIN)/python -m benchmarks.run

mutation: setup-test
	tools/mutation

# The parts of the documentation that are read from the code.
docs: setup-test
	$(BIN)/python tools/docs

lock:
	tools/lock $(BIN)

clean:
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
