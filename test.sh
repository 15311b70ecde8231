#!/bin/sh
# Run every check: style, types, tests and the quality floors. First: sh setup.sh test
set -eu
cd "$(dirname "$0")"
bin=${VIRTUAL_ENV:-.venv}/bin
"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/mypy"
exec "$bin/pytest" -n 2 "$@"
