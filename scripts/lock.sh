#!/bin/sh
# Write requirements/*.lock with hashes, one lock for Python 3.10 and 3.11. Needs `uv`.
set -eu
cd "$(dirname "$0")/../requirements"
compile() { uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-annotate --no-header --no-emit-index-url "$@"; }

# Dependencies of dependencies that are imported only for what is not done here: plots, a command line, cloud transfer.
compile --override overrides.txt --no-emit-package fonttools --no-emit-package contourpy --no-emit-package docopt \
    base.in -o base.resolved
# Rasa's metadata says Python < 3.11; asked for 3.10 alone it resolves, and set-up installs it with --ignore-requires-python.
printf 'rasa==3.6.21\nrasa-sdk==3.6.2\n' > rasa.in
uv pip compile --quiet --python-version 3.10 --no-deps --generate-hashes --no-annotate --no-header --no-emit-index-url rasa.in -o rasa.resolved
{
    echo "# Written by scripts/lock.sh from base.in; install with: pip install --no-deps --ignore-requires-python --require-hashes"
    cat base.resolved rasa.resolved
} > base.lock
compile dev.in -o dev.resolved
{
    echo "# Written by scripts/lock.sh from dev.in; install on top of base.lock."
    cat dev.resolved
} > dev.lock
# The few packages without a wheel are built with these, themselves from wheels.
uv pip compile --quiet --python-version 3.10 --no-deps --generate-hashes --no-annotate --no-header --no-emit-index-url -c base.lock build.in -o build.lock
rm -f base.resolved rasa.resolved dev.resolved rasa.in
