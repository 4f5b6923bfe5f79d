# shellcheck shell=sh
# Read in by serve and test: finds a Python and keeps .venv in step with the requirements.

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

# Sets python to the first usable Python, or to the one named in LEVATOR_PYTHON.
find_python() {
    old='' without_venv=''
    for python in ${LEVATOR_PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do
        command -v "$python" >/dev/null 2>&1 || continue
        verdict=0
        "$python" - >/dev/null 2>&1 <<'END' || verdict=$?
import sys
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(4)
END
        case $verdict in
            0) return ;;
            3) old=$python ;;
            4) without_venv=$python ;;
        esac
    done
    [ -z "$without_venv" ] || stop "Levator needs Python's venv module; on Debian: apt install python3-venv"
    [ -z "$old" ] || stop "Levator needs Python 3.11 or newer, and $old is older; on Debian 12 or later: apt install python3-venv"
    stop "Levator needs Python 3.11 or newer; on Debian: apt install python3-venv"
}

# What an up-to-date .venv is made of: this Python and these files.
made_of() {
    .venv/bin/python -c 'import sys; print(sys.version)' 2>/dev/null && cksum "$@"
}

with_pip() {
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input "$@"
}

# uv takes seconds where pip takes a minute. Where it cannot be had, or does not find its way, pip has the last word.
with_uv() {
    { with_pip --require-hashes -r scripts/uv.txt &&
        .venv/bin/python -m uv pip install --quiet --require-hashes --python .venv/bin/python -r "$1"; } 2>/dev/null
}

is_up_to_date() {
    [ -f "$stamp" ] && [ "$(made_of "$@")" = "$(cat "$stamp")" ]
}

# prepare_venv STAMP FILE...: an environment that holds what the last FILE asks for.
# An interrupted installation leaves no mark that it is complete, and the next one starts again.
# Of two at once the second waits, where there is a flock (every Linux has it), and finds everything there.
prepare_venv() {
    stamp=.venv/$1
    shift
    if is_up_to_date "$@"; then
        return
    fi
    exec 9<.
    if command -v flock >/dev/null 2>&1 && ! flock -n 9; then
        echo "Another start is installing what this one needs; waiting for it."
        flock 9
    fi
    if is_up_to_date "$@"; then
        exec 9<&-
        return
    fi
    for last in "$@"; do :; done
    find_python
    echo "Installing what $last asks for; this happens once and takes up to a minute."
    if [ ! -e .venv/whole ] || ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
        "$python" -m venv --clear .venv || stop "The virtual environment could not be made in $PWD/.venv"
    fi
    rm -f .venv/whole
    with_uv "$last" || with_pip --require-hashes -r "$last" ||
        stop "The packages in $last could not be installed; pip says why above."
    made_of "$@" >"$stamp"
    : >.venv/whole
    exec 9<&-
}
