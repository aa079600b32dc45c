# The project's task runner. Only git, make and Python 3.11 or later are assumed; every target sets up what it needs.

PYTHON ?= python3
ENV := .venv
TEST_ENV := .venv-test
ENGINE_ENV := .venv-zensical
BENCH_ENV := .venv-bench
PUBLISH_ENV := .venv-publish
RUN := $(ENV)/bin/python
TEST := $(TEST_ENV)/bin/python
# The day of the status that pages show, YYYY-MM-DD; by default today in Shanghai.
AS_OF ?=
# What `make publish` sends, the folder or an archive (.tar) of it; it only prints its plan unless SEND=1.
SITE ?= site
SEND ?=
# 1: `make publish` also sends unchanged files, after a change of types or lifetimes.
ALL ?=
# The folder of the sites that `make update` makes on a plain server, and of the link to the newest.
INTO ?= ../site
# The file that `make issue` copies to the GitHub issue, and `make recall` copies back.
REPORT ?= report.md
# The address the site is published at, e.g. https://owner.github.io/repository; empty: links stay relative.
SITE_URL ?=

# What `make diff` compares with: a revision (by default the commit where the branch left main), and the day to judge it from.
BASE ?=
SINCE ?=
# Not empty: `make diff` writes Markdown for a pull request.
MARKDOWN ?=
# Where `make preview` says that the site of a pull request is (done by a workflow).
URL ?=
# What `make bench` measures: numbers of communities, and how many times each build runs.
SIZES ?= 1 10 100 1000
RUNS ?= 3
# The last report of `make sources`, which records the sources that did not answer.
MEMORY ?= .cache/sources.md
# How many seconds `make fuzz` runs, and the seed of a run to repeat, also of `make honest`.
SECONDS ?= 600
SEED ?=
# Which mutants `make mutation` tries, by the beginning of their names; all unless set.
ONLY ?=

export PYTHONUTF8 := 1
export PYTHONPATH := $(CURDIR)/scripts
export AS_OF SITE_URL
# On GitHub the first mistakes also become annotations, and all of them stand in the summary of the run.
ON_GITHUB = $(if $(GITHUB_ACTIONS),--annotate) $(if $(GITHUB_STEP_SUMMARY),--summary "$(GITHUB_STEP_SUMMARY)")
# Settings of Python that break this program.
unexport PYTHONOPTIMIZE PYTHONSAFEPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help site second-engine zip serve check quick diff report sources verify test style honest coverage mutation fuzz publish issue recall update published again wake changed preview searches accept schema format format-check new lock bench clean environment engine-environment test-environment

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

site: environment ## check the data and build both languages into site/
	@$(RUN) -m sitegen build

second-engine: environment engine-environment ## build and verify the same site with Zensical, into site-zensical/
	@$(RUN) -m sitegen build --engine zensical
	@$(RUN) -m sitegen verify site-zensical

zip: site ## build, and pack the site into site.zip to be opened from a folder, without a server
	@$(RUN) -m sitegen zip

serve: environment ## build, serve at http://127.0.0.1:8000/ and rebuild on every change
	@$(RUN) -m sitegen serve

check: environment ## read and check the data; print every mistake
	@$(RUN) -m sitegen check $(ON_GITHUB)

quick: ## what a change of the records needs: check, format-check, zip, verify, and diff as above
	@$(MAKE) --no-print-directory --keep-going check format-check
	@$(MAKE) --no-print-directory zip
	@$(MAKE) --no-print-directory verify
	@$(MAKE) --no-print-directory diff

diff: environment ## say what a reader sees change since BASE=revision (main unless given)
	@$(RUN) -m sitegen diff $(if $(BASE),--base="$(BASE)") $(if $(SINCE),--since="$(SINCE)") $(if $(MARKDOWN),--markdown)

report: environment ## list what is due on AS_OF: reviews, announced dates, gaps and sources to look at again
	@$(RUN) -m sitegen report

sources: environment ## ask whether the sources' addresses still answer; tell what was missed three times running (needs the network)
	@$(RUN) -m sitegen sources --memory "$(MEMORY)"

verify: environment ## check links, languages and anchors of the built site/
	@$(RUN) -m sitegen verify site

# Files of tests run side by side, in the order of tests/conftest.py: by the number of their tests the longest come last.
PYTEST := -m pytest -q -n auto --maxprocesses 5 --dist loadfile --no-loadscope-reorder

# Style and types are judged meanwhile, and told at the end.
test: test-environment ## style, types, unit tests, the real data, a real build and that in a browser
	@mkdir -p .cache
	@$(MAKE) --no-print-directory style >.cache/style.txt 2>&1 & style=$$!; \
	$(TEST) $(PYTEST); tests=$$?; \
	wait $$style || { cat .cache/style.txt; tests=1; }; exit $$tests

style: # a part of `make test`
	@$(TEST) -m ruff check --quiet .
	@$(TEST) -m ruff format --check --quiet .
	@$(TEST) -m sitegen format --check
	@$(TEST) -m mypy --no-error-summary
	@$(TEST) -m mypy --no-error-summary --platform win32 scripts overrides

honest: test-environment ## make many honest edits (SEED=7 for others) in a copy of the records, and hold all to it that must hold of any records
	@PAIRS=1000 $(TEST) $(PYTEST) --honest $(or $(SEED),0)

coverage: test-environment ## measure which lines and branches the tests run; takes twice as long as they do
	@mkdir -p .cache
	@$(TEST) -m coverage erase
	@$(TEST) -m coverage run $(PYTEST)
	@$(TEST) -m coverage combine --quiet
	@$(TEST) -m coverage report --sort=cover --fail-under=0 | head -n 12
	@$(TEST) -m coverage report --format=total

mutation: test-environment ## see whether the tests notice changes of the rules, figures and dates: ONLY=values/dates.py tries few
	@$(TEST) tests/mutation.py $(ONLY)

bench: environment ## measure builds of SIZES="1 10 100 1000" communities beside a peer, RUNS=3 times; takes long
	@$(PYTHON) scripts/set_up.py $(BENCH_ENV) requirements-bench.txt
	@$(RUN) bench/benchmark.py --hugo $(BENCH_ENV)/bin/hugo --runs $(RUNS) $(SIZES)

# The installation does not see the key, and only packages of requirements-publish.txt do.
publish: ## plan what to send to object storage (S3), or send it: make publish SEND=1; PUBLISHING.md says what to set
	@env -u S3_ACCESS_KEY_ID -u S3_SECRET_ACCESS_KEY $(PYTHON) scripts/set_up.py $(PUBLISH_ENV) requirements-publish.txt
	@$(PUBLISH_ENV)/bin/python scripts/deploy/publish.py $(SITE) $(if $(filter 1,$(SEND)),--send) $(if $(filter 1,$(ALL)),--all)

fuzz: test-environment ## try random changes of the records for SECONDS=600, or repeat a run by its SEED
	@$(TEST) tests/fuzz.py --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

issue: ## keep the one GitHub issue that holds REPORT (done by a workflow)
	@$(PYTHON) scripts/deploy/github_issue.py $(REPORT)

recall: ## fetch that issue into REPORT again, for what it remembers (done by a workflow)
	@$(PYTHON) scripts/deploy/github_issue.py --recall $(REPORT)

update: ## on a plain server: bring this checkout up to date, build, and show the site as INTO/current
	@$(PYTHON) scripts/deploy/update.py "$(INTO)"

# What follows is done by workflows.
published: ## print the commit that GitHub published last, as base=COMMIT
	@$(PYTHON) scripts/deploy/github_workflows.py published

again: ## have GitHub publish today, unless it has or is at it
	@$(PYTHON) scripts/deploy/github_workflows.py publish

wake: ## enable the workflows with a schedule, which GitHub disables after 60 quiet days
	@$(PYTHON) scripts/deploy/github_workflows.py wake

changed: ## print whether anything but the records differs from BASE, as program=true or program=false
	@git diff --quiet "$(BASE)" HEAD -- . ':!data' && echo program=false || echo program=true

preview: ## print where the site of a pull request is and how to open it, as Markdown
	@sed 's|ADDRESS|$(subst &,\&,$(URL))|' .github/preview.md

searches: test-environment ## print what search answers to the queries that the tests hold it to
	@$(TEST) -m pytest -q -s tests/test_search.py -k comes_first

accept: test-environment ## accept the pages and messages that the tests compare with
	@ACCEPT=1 $(TEST) -m pytest -q tests/test_goldens.py tests/test_printed_values.py tests/test_slips.py tests/test_export.py tests/test_tables.py -k "expected or promised"

format: environment ## put the data files in their canonical form; comments stay
	@$(RUN) -m sitegen format

format-check: environment ## say which data files are not in their canonical form
	@mkdir -p .cache
	@$(RUN) -m sitegen format --check >.cache/form.txt; code=$$?; cat .cache/form.txt; \
	if [ $$code != 0 ] && [ "$(GITHUB_STEP_SUMMARY)" ]; then sed 's/^/    /' .cache/form.txt >>"$(GITHUB_STEP_SUMMARY)"; fi; exit $$code

new: environment ## begin a record: make new KIND=source ID=its-id, or KIND=community; make check says what is missing
	@$(RUN) -m sitegen new "$(KIND)" "$(ID)"

schema: environment ## write schema/ anew after a change of the model
	@$(RUN) -m sitegen schema

# Resolve for every system and Python version, newest first, with hashes and without the address of an index.
COMPILE = .venv-lock/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate

lock: ## pin the dependencies of pyproject.toml anew (needs a package index)
	@$(PYTHON) scripts/set_up.py .venv-lock requirements-lock.txt
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --group publish -o requirements-publish.txt
	@$(COMPILE) --group test pyproject.toml -c requirements.txt -c requirements-publish.txt -o requirements-test.txt
	@$(COMPILE) --group second-engine -c requirements.txt -o requirements-zensical.txt
	@$(COMPILE) --group bench -o requirements-bench.txt
	@$(COMPILE) --group lock -o requirements-lock.txt
	@$(PYTHON) scripts/set_up.py $(TEST_ENV) requirements-test.txt
	@$(TEST_ENV)/bin/npm update --package-lock-only --save --loglevel=error

clean: ## remove everything that was generated or set up
	rm -rf $(foreach name,$(ENV) $(TEST_ENV) $(ENGINE_ENV) $(BENCH_ENV) $(PUBLISH_ENV) .venv-lock,$(name) $(name)-old) node_modules .cache site site-zensical site.sha256 site-zensical.sha256 site.zip docs/.new docs/.lock docs/.pages.cache docs/zh docs/en docs/root docs/cards

environment:
	@$(PYTHON) scripts/set_up.py $(ENV) requirements.txt

engine-environment:
	@$(PYTHON) scripts/set_up.py $(ENGINE_ENV) requirements-zensical.txt

test-environment: engine-environment
	@$(PYTHON) scripts/set_up.py $(TEST_ENV) requirements-test.txt
	@$(MAKE) --no-print-directory node_modules/.package-lock.json

# npm writes this file last, after all packages agree with the hashes in the lock file.
node_modules/.package-lock.json: package-lock.json
	@$(TEST_ENV)/bin/npm ci --loglevel=error >/dev/null
