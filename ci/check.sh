#!/bin/sh
# Checks a charm in CI: check.sh [CHARM [OPTION]...], with the options of s3contract check. Without a charm it is the folder you are in; without
# options --level strict --report junit=s3contract.xml. Scripts in the charm's folder contract/ are run too.
#
# s3contract is looked for on the PATH; S3CONTRACT names another one: the wrapper in a clone of S3Contract (it needs the .NET 10 SDK), or the
# single file that build/single-file makes there (it needs nothing). A charm in Python needs python3 with its venv module.
#
# What the charm does not keep yet is waived in its s3contract.yaml, each clause with its reason: s3contract init --baseline writes that list for
# a charm that is checked for the first time.
set -eu

charm=.
case ${1:-} in
    -* | '') ;;
    *) charm=$1; shift ;;
esac
[ $# -gt 0 ] || set -- --level strict --report junit=s3contract.xml
[ ! -d "$charm/contract" ] || set -- "$@" --scripts "$charm/contract"

s3contract=${S3CONTRACT:-s3contract}
command -v "$s3contract" >/dev/null || {
    echo "${0##*/}: there is no $s3contract: put it on the PATH, or say in S3CONTRACT where it is" >&2
    exit 4
}

install() { "$charm/venv/bin/python3" -m pip install --quiet --disable-pip-version-check "$@"; }

# The virtual environment is called as charmcraft calls it: that is where a check looks for the charm's packages.
if [ -f "$charm/src/charm.py" ]; then
    [ -x "$charm/venv/bin/python3" ] || python3 -m venv "$charm/venv"
    if [ -f "$charm/requirements.txt" ]; then
        install --requirement "$charm/requirements.txt"
    elif [ -f "$charm/uv.lock" ]; then
        install uv
        "$charm/venv/bin/uv" export --quiet --project "$charm" --frozen --no-dev --no-emit-project --no-hashes --output-file "$charm/venv/requirements.txt"
        install --requirement "$charm/venv/requirements.txt"
    elif [ -f "$charm/poetry.lock" ]; then
        install poetry poetry-plugin-export
        "$charm/venv/bin/poetry" export --quiet --directory "$charm" --without-hashes --output "$(cd "$charm" && pwd)/venv/requirements.txt"
        install --requirement "$charm/venv/requirements.txt"
    else
        # Name here what the charm imports besides ops.
        install ops
    fi
fi

exec "$s3contract" check "$charm" "$@"
