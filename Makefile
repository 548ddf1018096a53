# `make help` tells what there is. PORT=8123 and PYTHON=/path/to/python3.11 can be given.

PORT := 8000
PYTHON := $(or $(shell command -v python3.11),$(shell command -v python3),python3.11)
BIN := .venv/bin
TEMPLATES = $(shell git ls-files 'templates/*.html')
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test nightly check format lock clean environment development

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

run: environment ## start everything and serve on this machine: make run PORT=8123
	@exec $(BIN)/python manage.py run --port $(PORT) --with-parent

test: development node_modules/.package-lock.json ## run all tests, with browser journeys
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n 2

nightly: development ## the tests that take minutes
	$(BIN)/python -m pytest -m nightly

check: development node_modules/.package-lock.json ## everything that looks at the code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djade --check $(TEMPLATES)
	$(BIN)/djhtml --check $(TEMPLATES)
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/npm run --silent check
	$(BIN)/python manage.py makemigrations --check --dry-run
	FACTCHECK_PROFILE=production FACTCHECK_URL=https://check.example.org \
	  FACTCHECK_SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/deptry .
	$(BIN)/python .ci/locks.py --check
	$(BIN)/python .ci/audit.py

format: development node_modules/.package-lock.json ## write everything in the one style
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .
	$(BIN)/djade $(TEMPLATES)
	$(BIN)/djhtml $(TEMPLATES)
	$(BIN)/npm run --silent format

lock: development ## compile requirements*.in into the locks
	$(BIN)/python .ci/locks.py

clean: ## remove what can be made again; never var/
	rm -rf .venv node_modules test-results .*_cache .hypothesis .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@command -v $(PYTHON) >/dev/null || { echo "factcheck: there is no Python 3.11 here: install it, or say where it is with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) factcheck/environment.py run

development:
	@$(PYTHON) factcheck/environment.py dev

node_modules/.package-lock.json: package-lock.json
	$(BIN)/npm ci --no-audit --no-fund
	@touch $@
