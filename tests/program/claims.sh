# What every script here begins and ends with: the program, a folder that goes when the script does, and claims that
# are counted.   . "$(dirname "$0")/claims.sh"   Not a test by itself, so its name does not begin with test_.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
hubsim=${BUILD:-build}/hubsim
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0 skipped=0

# claim WORDS COMMAND...: counts it as passed if the command succeeds.
claim() {
    words=$1; shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $words"; fi
}
# skip WORDS: what cannot be tried on this machine is counted, and said.
skip() { skipped=$((skipped + 1)); echo "skipped: $1"; }
# exits CODE COMMAND...: runs it, its output in $dir/out and $dir/err.
exits() {
    code=$1; shift
    "$@" >"$dir/out" 2>"$dir/err"; got=$?
    [ "$got" = "$code" ] || { echo "exit $got, not $code: $*"; head -n 3 "$dir/err"; return 1; }
}
# ends CODE ARGUMENTS...: the same for hubsim.
ends() { code=$1; shift; exits "$code" "$hubsim" "$@"; }
# What the last command printed, and what it said to the user.
says() { grep -qF -- "$1" "$dir/out"; }
tells() { grep -qF -- "$1" "$dir/err"; }

# The rows of CSV files, without the two lines before them that say how they were made.
rows() { grep -hv '^#' "$@"; }
same_rows() { rows "$1" >"$dir/rows.1"; rows "$2" >"$dir/rows.2"; cmp -s "$dir/rows.1" "$dir/rows.2"; }

# The last line of a script: how many claims, and the exit status that goes with them.
sum_up() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
}
