# Thin names for the scripts; everything works without make, too.
.PHONY: serve test fast lint format
serve:
	scripts/serve

test:
	scripts/test

fast:
	scripts/test --fast

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
