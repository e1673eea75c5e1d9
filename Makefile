# Two commands do everything: `make run` and `make test`. Paths are relative: a folder may hold a space.
# The first that runs and is recent enough: a version manager may leave names on the path that start nothing.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN = .venv/bin
# Whatever the environment says, bytecode is kept: without it each start compiles every library anew, ten seconds of it.
export PYTHONDONTWRITEBYTECODE =
# A file is a worker's whole; the order of tests/conftest.py, the longest first, keeps both busy to the end.
APART = -n 2 --dist loadfile --no-loadscope-reorder
PLACES = $(wildcard platform tenants modules/bocage tests)

.PHONY: run test quick check bench pictures lock format setup

run: setup
	@exec $(BIN)/bocage up --demo --port $(PORT)

# Browsers keep an event loop open in their process: their tests have a run of their own.
test: setup
	@$(BIN)/python -m pytest -q $(APART) -m "not browser" $(TESTS)
	@$(BIN)/python -m pytest -q $(APART) -m browser $(TESTS)

quick: setup
	@$(BIN)/python -m pytest -q $(APART) -m "not slow and not browser" $(TESTS)

check: setup
	@$(BIN)/ruff format --check $(PLACES)
	@$(BIN)/ruff check $(PLACES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@! find platform tenants modules -name node_modules -prune -o -path '*/templates/*.html' -print | grep -q . || $(BIN)/djlint --lint --check $$(find platform/bocage tenants/bocage modules/bocage -type d -name templates)

format: setup
	@$(BIN)/ruff format $(PLACES)
	@$(BIN)/ruff check --fix $(PLACES)
	@$(BIN)/djlint --quiet --reformat $$(find platform/bocage tenants/bocage modules/bocage -type d -name templates) || true

bench: setup
	@$(BIN)/bocage bench onboard
	@$(BIN)/bocage bench pages

pictures: setup
	@$(BIN)/python tests/journeys/pictures.py

setup:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Python 3.11 ou plus récent est introuvable : installez-le, puis relancez « make $(MAKECMDGOALS) »." >&2; exit 1; }
	@$(PYTHON) platform/bootstrap.py

lock: setup
	@$(PYTHON) platform/bootstrap.py lock
