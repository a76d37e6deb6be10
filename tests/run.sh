#!/bin/sh
# Runs every check of this repository, in an environment that it makes itself: style, types, layers, tests.
# Arguments go to pytest: `sh tests/run.sh -k wording`. With NIGHTLY=1 in the environment, all is tried that takes long.
set -eu
cd "$(dirname "$0")/.."

# pip installs from outside: bare Debian has pip, but neither lets it touch the system nor can give a venv one.
pip_install() {
    python3 -m pip --python .venv/bin/python install --quiet --disable-pip-version-check "$@"
}

[ -x .venv/bin/python ] || python3 -m venv --without-pip .venv
if [ ! -e .venv/installed ] || [ pyproject.toml -nt .venv/installed ] || [ tests/requirements.txt -nt .venv/installed ]; then
    # Only the very files that were chosen: nothing that they might ask for beyond, and nothing that has to be built by
    # programs that nobody chose. Then this project, from here.
    pip_install --require-hashes --only-binary :all: --requirement tests/requirements.txt
    pip_install --no-deps --no-build-isolation --editable .
    touch .venv/installed
fi

.venv/bin/ruff check plugins tests
.venv/bin/ruff format --check --quiet plugins tests
.venv/bin/mypy & types=$!  # beside what waits for the network
.venv/bin/lint-imports

# In CI, what reads YAML is tried with the newest PyYAML too, which people get who write `pip install`: beside the
# environment, and left out with a line that says so where no index of packages answers.
if [ -n "${CI:-}" ]; then
    newest=$(mktemp -d)
    wanted=$(sed -n 's/^ *"\(pyyaml[^"]*\)",.*/\1/p' pyproject.toml)
    if pip_install --no-deps --only-binary :all: --retries 1 --target "$newest" "$wanted"; then
        PYTHONPATH="$newest" .venv/bin/python -m pytest --quiet --numprocesses auto \
            tests/unit/reading/test_yaml_*.py tests/unit/reading/test_load.py tests/unit/reading/test_check.py \
            tests/unit/reading/test_explanations.py tests/unit/reading/test_officer_slips.py tests/unit/reading/test_advice.py
    else
        echo "The newest PyYAML could not be had, so nothing was tried with it." >&2
    fi
    rm -r "$newest"
fi
wait "$types"

# Processes that have nothing left take tests from those that have.
exec .venv/bin/python -m pytest --numprocesses auto --dist worksteal "$@"
