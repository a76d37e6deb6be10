#!/bin/sh
# Runs every check of this repository, in an environment that it makes itself: style, types, layers, tests.
# Arguments go to pytest: `sh tests/run.sh -k wording`.
set -eu
cd "$(dirname "$0")/.."

# pip installs from outside: bare Debian has pip, but neither lets it touch the system nor can give a venv one.
[ -x .venv/bin/python ] || python3 -m venv --without-pip .venv
if [ ! -e .venv/installed ] || [ pyproject.toml -nt .venv/installed ]; then
    python3 -m pip --python .venv/bin/python install --quiet --disable-pip-version-check --editable '.[test]'
    touch .venv/installed
fi

.venv/bin/ruff check plugins tests
.venv/bin/ruff format --check --quiet plugins tests
.venv/bin/mypy
.venv/bin/lint-imports
exec .venv/bin/python -m pytest --numprocesses auto "$@"
