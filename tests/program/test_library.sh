#!/bin/sh
# The engine as a library: installed, found by pkg-config, and three models built against the installed copy give what
# theory says.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

root=$dir/root
# Nothing of the tests' own make: this is what a person types.
unset MAKEFLAGS MAKELEVEL MFLAGS
claim "it installs" exits 0 make install-library BUILD="${BUILD:-build}" PREFIX=/usr DESTDIR="$root"
claim "... with its headers" [ -f "$root/usr/include/hubsim/sim/sim.h" ]
claim "... and examples" [ -f "$root/usr/share/doc/hubsim-sim/examples/mmc.c" ]
claim "... and nothing of the hub" [ ! -e "$root/usr/include/hubsim/models" ]

if command -v pkg-config >/dev/null; then
    export PKG_CONFIG_PATH="$root/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
    # Its headers are found below the sysroot, and not in the project.
    flags=$(pkg-config --cflags --libs hubsim-sim)
else
    skip "pkg-config is not there: the flags are said by hand"
    flags="-I$root/usr/include/hubsim -D_GNU_SOURCE -L$root/usr/lib -lhubsim-sim -lgsl -lgslcblas -lm -pthread"
fi

# built NAME: from the installed example, in a folder that has nothing else.
built() {
    # shellcheck disable=SC2086
    (cd "$dir" && ${CC:-cc} -std=c17 -O2 -Wall -Wextra -Werror -o "$1" "$root/usr/share/doc/hubsim-sim/examples/$1.c" $flags)
}
# near NAME SHARE: what it prints as simulated lies within that share of what it prints as exact; "..: X .., exact Y".
near() {
    "$dir/$1" >"$dir/out" || return 1
    sed 's/^[^:]*: //; s/[^0-9., ]//g; s/,/ /' "$dir/out" |
        awk -v share="$2" '{ exit !(NF == 2 && $1 > 0 && ($1 / $2 - 1)^2 < share^2) }'
}
short() { [ "$(wc -l <"sim/examples/$1.c")" -le 60 ]; }
# By the standard error of each the shares are at least four of them wide; a desk or a machine more moves each by 5 % or more.
for name in mmc:0.015 loop:0.005 belt:0.01; do
    claim "${name%:*} is a page" short "${name%:*}"
    claim "${name%:*} builds against the installed copy" built "${name%:*}"
    claim "${name%:*} tells what theory says" near "${name%:*}" "${name#*:}"
done
claim "the wait of M/M/3 is Erlang's 4/9 s" grep -q 'exact 0.4444' sim/examples/README.md sim/TUTORIAL.md
sum_up
