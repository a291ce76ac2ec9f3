#!/bin/sh
# hubsim profile and hubsim diverge: the instruments that look at single events.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
liege=scenarios/liege/actual.cfg

says() { grep -q -- "$1" "$dir/out"; }
# The kinds add up to all events.
adds_up() {
    awk '/ events in / { all = $1 } /^[a-z_]+\.[a-z_]+ +[0-9]/ { sum += $2 } END { exit !(all > 1000 && sum == all) }' "$dir/out"
}

claim "a profile"                                ends 0 profile $liege --until 2018-03-01
claim "... names kinds of events"                says '^sorter.ends '
claim "... that add up to all of them"           adds_up
claim "... and counts ties"                      says '^ties: [1-9]'
claim "... and tells lines by hall"              says '^breakdown.teams  *express  *[0-9.]*[1-9][0-9]*  *[1-9][0-9]*$'
cp "$dir/out" "$dir/first"
claim "an airport of three stands"               ends 0 profile $liege --until 2018-02-01 --set airport.stands_wide=3
claim "... has a line for them"                  says '^stands.wide  *[0-9.]*[1-9][0-9]*  *[1-9][0-9]*$'
claim "another seed"                             ends 0 profile $liege --until 2018-03-01 --seed 99
claim "... has another digest"                   eval '[ "$(sed -n "s/.*digest //p" "$dir/out")" != "$(sed -n "s/.*digest //p" "$dir/first")" ]'
claim "permuted ties"                            ends 0 profile $liege --until 2019-01-01 --permute-ties
claim "... change some yearly figures"           says 'with ties in another order [1-9][0-9]* of'
claim "profile wants a scenario"                 ends 2 profile
claim "profile wants whole numbers"              ends 2 profile $liege --replication x
claim "profile finds errors  "                   ends 3 profile $liege --set airport.stands_wide=x

claim "a run is the same as itself"              ends 0 diverge $liege --until 2018-02-01
claim "... to the last event"                    says '^the same: all [1-9][0-9]* events'
claim "a hub with three stands is not"           ends 0 diverge $liege --set airport.stands_wide=3 --until 2018-02-01
claim "... from the second run's event on"       says 'second: 201[78]-[0-9-]* [0-9:.]*  [a-z]*  *[a-z_]*\.[a-z_]*  number [0-9]'
claim "a run that ends earlier"                  ends 0 diverge $liege --until 2018-02-01 --set 'run.to="2018-01-15"'
claim "... is the same until it is over"         says 'second: the run is over'
claim "... on that day"                          says 'first:  2018-01-15 00:00'
claim "another seed parts at once"               ends 0 diverge $liege --other-seed 99 --until 2018-02-01
claim "... within the first hundred events"      says '^the same for [0-9][0-9]\{0,1\} events'
claim "diverge wants a scenario"                 ends 2 diverge
claim "... and no more than two"                 ends 2 diverge $liege $liege $liege
claim "diverge finds errors in the second"     ends 3 diverge $liege --set airport.stands_wide=x
claim "... and says where"                       tells 'airport.stands_wide'

sum_up
