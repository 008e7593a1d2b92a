# The two commands a newcomer needs are `make run` and `make test`; the rest is for those who work on the project.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
NODE_TOOLS := node_modules/.package-lock.json
# The tests of one file stay together, for they share what takes long to make; the files keep their order, longest first.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
PLAYER_TESTS = $(shell find tests/player -name '*.test.js')

.PHONY: run test check player player-with-node contract bench runs answers pretrain siblings pictures screenshots clean sweeps valleys

run: .venv/run  ## Install what is missing, start the app, print its address
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: .venv/dev check  ## Lint, types and tests; browser tests where there is a Chromium
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(PYTEST)

check: .venv/dev player  ## Lint, types and dead code, of Python and, where there is Node, of the player
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.dead_code

player:  ## Types, lint and unit tests of the player's JavaScript, where there is Node and its packages can be had
	@if command -v node >/dev/null && command -v npm >/dev/null && $(MAKE) --no-print-directory $(NODE_TOOLS); then \
		$(MAKE) --no-print-directory player-with-node; else \
		echo '!!! THE JAVASCRIPT OF THE PLAYER WAS NOT CHECKED: Node, npm or their packages were not to be had.' >&2; \
		echo '!!! The app needs none of them. Whoever changes explainer/player does: types, lint and unit tests of' >&2; \
		echo '!!! its modules have not run. Install Node 18 or newer (https://nodejs.org) and try again.' >&2; \
		test -z "$$EXPLAINER_REQUIRE_NODE"; fi

player-with-node:
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/biome ci
	node --test --test-reporter=dot $(PLAYER_TESTS) || node --test --test-reporter=spec $(PLAYER_TESTS)

contract: .venv/run  ## Hand types, limits, names and colours from Python to the player
	$(BIN)/python -m explainer.contract

bench: .venv/dev  ## Measure; writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

pretrain: .venv/run  ## Make Pebble again (about 25 minutes on 2 cores)
	$(BIN)/python -m explainer pretrain

siblings: .venv/run  ## Make the two Pebbles that do not ship, and their runs on German (about an hour on 2 cores)
	for seed in 1 2; do \
		$(BIN)/python -m explainer pretrain --seed $$seed || exit 1; \
		for replay in 0 5 25; do \
			$(BIN)/python -m explainer run --model pebble-$$seed --task german --replay $$replay \
				--out assets/pebble-$$seed/german-$$replay.json || exit 1; \
			rm -r assets/pebble-$$seed/german-$$replay.weights; done; done

runs: .venv/run  ## Make the recorded runs again (about 4 minutes on 2 cores)
	for run in jan-0 jan-1 jan-5 jan-25 german-0 german-1 german-5 german-25 german-100; do \
		$(BIN)/python -m explainer run --task $${run%-*} --replay $${run#*-} --thorough --out assets/runs/$$run.json || exit 1; \
		rm -r assets/runs/$$run.weights; done

answers: .venv/run  ## Record again what Pebble's stages answer (half a minute)
	$(BIN)/python -m explainer answers

valleys: .venv/run  ## Train and measure the shipped landscapes again (about 10 minutes on 2 cores)
	for task in german jan; do \
		$(BIN)/python -m explainer valley --task $$task --replay 5 --out assets/valleys/$$task-5.json || exit 1; done

sweeps: .venv/run  ## Measure the story's figures again (about 100 minutes on 2 cores); stopped, it goes on where it was
	for file in sweeps/*.toml; do $(BIN)/python -m explainer sweep $$file || exit 1; done

pictures: .venv/dev  ## The pictures of pages and charts again, from the app itself (4 minutes)
	$(BIN)/python -m benchmarks.pictures

screenshots: .venv/dev  ## Pictures of every page, 1280 and 390 px, light and dark, in out/
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf .venv .data out node_modules .mypy_cache .ruff_cache .pytest_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

.venv/run: requirements.txt | .venv/bin/python
	@echo "Installing what the app needs into .venv (once; torch is the large one) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(NODE_TOOLS): package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@echo "Installing what the tests need into .venv (once) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
