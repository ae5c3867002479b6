# Everything starts from a virtual environment in .venv, made and kept in order by scripts/set_up.py.
PYTHON := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help run test train evaluate bench lint setup setup-dev screenshots lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:
	@python=$$(scripts/find-python) && "$$python" scripts/set_up.py

setup-dev:
	@python=$$(scripts/find-python) && "$$python" scripts/set_up.py --dev
	@$(PYTHON) scripts/javascript.py

run: setup ## set everything up and serve the page at http://localhost:5005
	@$(PYTHON) -m bot train --quiet-when-done
	@$(PYTHON) -m bot run

test: setup-dev ## set everything up and pass the tests
	@$(PYTHON) -m bot train --quiet-when-done
	@$(PYTHON) -m pytest

train: setup ## train the model, if anything that goes into it has changed
	@$(PYTHON) -m bot train

evaluate: setup-dev ## measure how well questions are understood; writes docs/evaluation.md
	@$(PYTHON) -m bot evaluate

bench: setup-dev ## measure speed, as ratios within one run; writes docs/benchmarks.md
	@$(PYTHON) -m bot train --quiet-when-done
	@$(PYTHON) -m bot bench

lint: setup-dev ## check style and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy bot actions
	@$(PYTHON) scripts/javascript.py lint

screenshots: setup-dev ## take the pictures in docs/ anew (needs Chromium)
	@$(PYTHON) -m bot train --quiet-when-done
	@$(PYTHON) scripts/screenshots.py

lock: ## write requirements/*.lock anew (needs uv)
	@scripts/lock.sh

clean: ## remove the virtual environment, the models and the caches
	rm -rf .venv node_modules .rasa .mypy_cache .ruff_cache .pytest_cache models/*.tar.gz models/trained.json
