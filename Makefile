# The project's task runner. Only git, make and Python 3.11 or later are assumed; every target sets up what it needs.

PYTHON ?= python3
ENV := .venv
TEST_ENV := .venv-test
RUN := $(ENV)/bin/python
TEST := $(TEST_ENV)/bin/python
# The day from which promises are judged, YYYY-MM-DD; today in Shanghai unless set.
AS_OF ?=
# The address the site is published at, e.g. https://owner.github.io/repository; empty: links stay relative.
SITE_URL ?=

export PYTHONUTF8 := 1
export AS_OF SITE_URL

.DEFAULT_GOAL := help
.PHONY: help site zip serve check verify test searches accept schema format format-check new lock clean environment test-environment

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

site: environment ## check the data and build both languages into site/
	@$(RUN) scripts/build_site.py

zip: site ## build, and pack the site into site.zip to be opened from a folder, without a server
	@$(RUN) scripts/pack_site.py

serve: environment ## build, serve at http://127.0.0.1:8000/ and rebuild on every change
	@$(RUN) scripts/serve_site.py

check: environment ## read and check the data; print every mistake
	@$(RUN) scripts/build_pages.py --check

verify: environment ## check links, languages and anchors of the built site/
	@$(RUN) scripts/verify_site.py site

test: test-environment ## style, types, unit tests, the real data, a real build and that in a browser
	@$(TEST) -m ruff check --quiet .
	@$(TEST) -m ruff format --check --quiet .
	@$(TEST) -m mypy --no-error-summary
	@$(TEST) scripts/format_data.py --check
	@$(TEST) -m pytest -q

searches: test-environment ## print what search answers to the queries that the tests hold it to
	@$(TEST) -m pytest -q -s tests/test_search.py -k comes_first

accept: test-environment ## accept the pages and messages that the tests compare with
	@ACCEPT=1 $(TEST) -m pytest -q tests/test_goldens.py

format: environment ## put the data files in their canonical form; comments stay
	@$(RUN) scripts/format_data.py

format-check: test-environment ## say which data files are not in their canonical form
	@$(TEST) scripts/format_data.py --check

new: environment ## begin a record: make new KIND=source ID=its-id, or KIND=community; make check says what is missing
	@$(RUN) scripts/new_record.py "$(KIND)" "$(ID)"

schema: environment ## write schema/ anew after a change of the model
	@$(RUN) scripts/write_schema.py

lock: ## pin the dependencies of pyproject.toml anew (needs a package index)
	@$(PYTHON) scripts/set_up.py .venv-lock requirements-lock.txt
	@.venv-lock/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.txt
	@.venv-lock/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate --group test pyproject.toml -c requirements.txt -o requirements-test.txt
	@$(PYTHON) scripts/set_up.py $(TEST_ENV) requirements-test.txt
	@$(TEST_ENV)/bin/npm update --package-lock-only --save --loglevel=error

clean: ## remove everything that was generated or set up
	rm -rf $(ENV) $(TEST_ENV) .venv-lock node_modules .cache site site.zip docs/zh docs/en docs/root docs/cards

environment:
	@$(PYTHON) scripts/set_up.py $(ENV) requirements.txt

test-environment:
	@$(PYTHON) scripts/set_up.py $(TEST_ENV) requirements-test.txt
	@$(MAKE) --no-print-directory node_modules/.package-lock.json

# What npm itself writes last, once everything agrees with the hashes in the lock file.
node_modules/.package-lock.json: package-lock.json
	@$(TEST_ENV)/bin/npm ci --loglevel=error >/dev/null
