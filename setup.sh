#!/bin/sh
# Make the virtual environment .venv with the versions of constraints.txt and the toolkit in it.
#
#   sh setup.sh        to build, validate and serve datasets
#   sh setup.sh test   to run the tests as well: adds Debian's Chromium for the pictures of the site
#
# An active virtual environment is used instead of .venv.
set -eu
cd "$(dirname "$0")"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

python3 -c "import sys; sys.exit(sys.version_info < (3, 11))" || {
    echo "The toolkit needs Python 3.11 or newer as python3." >&2
    exit 2
}

# Packages of the Debian system, fetched only where something is missing.
packages=""
python3 -c "import ensurepip, venv" 2>/dev/null || packages="$packages python3-venv"
if [ "${1:-}" = "test" ] && ! command -v chromium >/dev/null; then
    packages="$packages chromium fonts-dejavu-core"
fi
if [ -n "$packages" ]; then
    as_root apt-get update -qq
    # shellcheck disable=SC2086 # several words on purpose
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
fi

environment=${VIRTUAL_ENV:-.venv}
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
pip() {
    "$environment/bin/python" -m pip --disable-pip-version-check "$@"
}
# Every file is compared with its hash; the toolkit itself needs no second look at the network.
pip install --quiet --require-hashes -r constraints.txt
pip install --quiet --no-deps --no-build-isolation --no-index -e .
echo "The toolkit is ready: $environment/bin/toolkit --help"
