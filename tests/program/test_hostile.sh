#!/bin/sh
# Results that a stranger made: each is read or refused in words, with an exit code, and nothing is written where this call
# did not say. SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
hubsim=$(cd "$(dirname "${BUILD:-build}/hubsim")" && pwd)/hubsim
small=$dir/small.cfg
cat >"$small" <<'CFG'
title = "A small hub";
run = { from = "2024-01-01"; to = "2025-01-01"; replications = 2; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 5.0; }; };
promises = { cap = { measure = "airport.movements"; at_most = 1000000.0; who = "nobody"; unit = "1 per year"; by = "2024-12-31"; }; };
CFG

# ---- the JSON of a result is looked at before it is read ----
head='"study": "compare", "version": "1", "model": "2"'
# refused WORDS JSON MESSAGE: as an answer in JSON, and as the second line of a CSV.
refused() {
    printf '%s\n' "$2" >"$dir/crafted.json"
    printf '# hubsim\n# %s\na,b\n1,2\n' "$2" >"$dir/crafted.csv"
    for file in "$dir/crafted.json" "$dir/crafted.csv"; do
        claim "${file##*.}: $1"                  ends 1 reproduce "$file"
        claim "... $3"                           tells "hubsim: $file: $3"
    done
}
many=$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%s\"w%d\"", i ? ", " : "", i }')
pairs=$(awk 'BEGIN { for (i = 0; i < 5000; i++) printf "%s\"k%d\": \"--json\"", i ? ", " : "", i }')
deep=$(awk 'BEGIN { for (i = 0; i < 900; i++) printf "["; for (i = 0; i < 900; i++) printf "]" }')
refused "words that are an object"        "{$head, \"asked\": {$pairs}}"                 "asked: must be a list of at most 1000"
refused "a word that is a list"           "{$head, \"asked\": [[\"a\"]]}"                "asked[0]: must be a text"
refused "a word that is a number"         "{$head, \"asked\": [\"a\", 5]}"               "asked[1]: must be a text"
refused "a word that is nothing"          "{$head, \"asked\": [null]}"                   "asked[0]: must be a text"
refused "a word that is a text"           "{$head, \"asked\": \"a\"}"                    "asked: must be a list"
refused "a word with NUL"                 "{$head, \"asked\": [\"a\\u0000b\"]}"          "a text: must be without NUL"
refused "too many words"                  "{$head, \"asked\": [$many]}"                  "asked: must be a list of at most 1000"
refused "lists in lists"                  "{$head, \"asked\": $deep}"                    "asked[0]: must be a text"
refused "scenarios that are an object"    "{$head, \"scenarios\": {$pairs}}"             "scenarios: must be a list of at most 1000"
refused "a scenario that is a text"       "{$head, \"scenarios\": [\"title = 5;\"]}"     "scenarios[0]: must be an object"
refused "a scenario that is a list"       "{$head, \"scenarios\": [[{}]]}"               "scenarios[0]: must be an object"
refused "a scenario's text is a number"   "{$head, \"scenarios\": [{\"text\": 5}]}"      "scenarios[0].text: must be a text"
refused "a scenario's files are no list"  "{$head, \"scenarios\": [{\"text\": \"\", \"files\": {$pairs}}]}"     "scenarios[0].files: must be a list"
refused "a scenario's file is a number"   "{$head, \"scenarios\": [{\"text\": \"\", \"files\": [7]}]}"          "scenarios[0].files[0]: must be an object"
refused "a file's path is a list"         "{$head, \"scenarios\": [{\"text\": \"\", \"files\": [{\"path\": []}]}]}"  "scenarios[0].files[0].path: must be a text"
refused "words twice"                     "{$head, \"asked\": [], \"asked\": [\"a\"]}"   "asked: stands there twice"
refused "a study twice"                   "{$head, \"study\": \"why\"}"                  "study: stands there twice"
refused "a model that is an object"       "{\"study\": \"compare\", \"version\": \"1\", \"model\": {}}"     "model: must be a text"
refused "no version"                      "{\"study\": \"compare\", \"model\": \"2\"}"   "version: must be a text"
refused "a study that is a number"        "{\"study\": 1, \"version\": \"1\", \"model\": \"2\"}"   "study: must be a text"
refused "fewer replications than none"    "{$head, \"replications\": -1}"                "replications: must be a whole number, 0 to 1000000"
refused "replications beyond 64 bits"     "{$head, \"replications\": 99999999999999999999}"        "replications: must be a whole number, 0 to 1000000"
refused "replications in halves"          "{$head, \"replications_asked\": 2.5}"         "replications_asked: must be a whole number"
refused "replications as a text"          "{$head, \"replications_asked\": \"2\"}"       "replications_asked: must be a whole number"
refused "a seed below 0"                  "{$head, \"seed\": -7}"                        "seed: must be a whole number of 64 bits"
refused "a seed that is a list"           "{$head, \"seed\": [7]}"                       "seed: must be a whole number of 64 bits"


run='"version": "1", "model": "2", "seed": 7'
scenario='"scenario": {"text": "title = \"a\";", "hash": "0123456789abcdef"'
refused "a manifest that is a list"       "{\"manifest\": [1, 2]}"                       "manifest: must be an object"
refused "a manifest without a scenario"   "{\"manifest\": {$run, \"replications\": 1}}"  "manifest.scenario: must be an object"
refused "a billion replications"          "{\"manifest\": {$run, $scenario}, \"replications\": 4000000000, \"digests\": []}}"  "manifest.replications: must be a whole number, 0 to 1000000"
refused "no replications"                 "{\"manifest\": {$run, $scenario}, \"replications\": 0, \"digests\": []}}"  "manifest.digests: must be one for each of the 0 replications"
refused "fewer digests than replications" "{\"manifest\": {$run, $scenario}, \"replications\": 2, \"digests\": [\"0\"]}}"  "manifest.digests: must be one for each of the 2 replications"
refused "more digests than replications"  "{\"manifest\": {$run, $scenario}, \"replications\": 1, \"digests\": [\"0\", \"1\"]}}"  "manifest.digests: must be one for each of the 1 replications"
refused "digests that are an object"      "{\"manifest\": {$run, $scenario}, \"replications\": 1, \"digests\": {$pairs}}}"  "manifest.digests: must be a list"
refused "a digest that is a number"       "{\"manifest\": {$run, $scenario}, \"replications\": 1, \"digests\": [5]}}"  "manifest.digests[0]: must be a text"
refused "measures that are an object"     "{\"manifest\": {$run, $scenario}, \"replications\": 1, \"digests\": [\"0\"]}, \"measures\": {}}"  "measures: must be a list"
refused "a measure that is a number"      "{\"manifest\": {$run, $scenario}, \"replications\": 1, \"digests\": [\"0\"]}, \"measures\": [3]}"  "measures[0]: must be an object"

# unread WORDS BYTES: what is no JSON at all.
unread() {
    printf "$2" >"$dir/bytes.json"
    claim "$1"                                   ends 1 reproduce "$dir/bytes.json"
    claim "... is said to tell nothing"          tells "hubsim: $dir/bytes.json: does not say how it was made"
}
unread "an empty file" ''
unread "half a JSON" '{"study": "compare", "asked": ['
unread "a JSON behind NUL" '\0{"study": "compare"}'
unread "a number" '5'
unread "a PNG that ends after its first bytes" '\211PNG\r\n\032\n\377\377\377\377tEXt'
unread "a picture cut off" '<svg><metadata id="hubsim-manifest">{"study":'
unread "a CSV of one line" '# hubsim'
unread "a CSV of an open brace" '# hubsim\n# {'
claim "a folder without results"                 ends 1 reproduce "$dir"
claim "a file that never ends"                   ends 1 reproduce /dev/zero
claim "... is said to be too large"              tells "hubsim: /dev/zero: larger than 256 MB"

# ---- --resume writes where this call says ----
cd "$dir" || exit 1
claim "a run into a folder"                      ends 0 run "$small" --out "$dir/theirs" --no-plots --quiet
cp "$dir/theirs/results.db" "$dir/copy.db"; mkdir "$dir/mine"
for file in "$dir/theirs"/*; do echo "not to be touched" >"$file"; done
claim "a copy of its database is gone on with"   ends 0 run --resume --db "$dir/copy.db" --quiet
claim "... and the folder it came from is left"  [ "$(cat "$dir/theirs"/* | sort -u)" = "not to be touched" ]
claim "... to another folder, said here"         ends 0 run --resume --db "$dir/copy.db" --out "$dir/mine" --no-plots
claim "... is written there"                     says "$dir/mine/measures.csv"
claim "... and not there"                        [ "$(cat "$dir/theirs"/* | sort -u)" = "not to be touched" ]

# ---- what a stranger wrote cannot steer a terminal ----
escape=$(printf '\033')
plain() { ! grep -q "$escape" "$dir/out" "$dir/err"; }
steer='\u001b]0;owned\u0007'
printf '{"study": "x%s", "version": "1%s", "model": "2%s", "asked": [], "scenarios": []}' "$steer" "$steer" "$steer" >"$dir/steer.json"
claim "an answer of another study"               ends 1 reproduce "$dir/steer.json"
claim "... names it as bytes"                    tells 'hubsim x\x1b]0;owned\x07'
claim "... and no byte as it stands"             plain
"$hubsim" compare "$small" --but airport.stands_wide=29 --json >"$dir/answer.json" 2>/dev/null
sed "s/\"mean_a\": 1/$escape[2J\"mean_a\": 2/" "$dir/answer.json" >"$dir/steer.json"
claim "an answer with escapes between its parts" ends 1 reproduce "$dir/steer.json"
claim "... no byte as it stands"                 plain
claim "a folder of a hostile name"               ends 0 run "$small" --out "$dir/a$escape[2Jb" --no-plots
claim "... is listed as bytes"                   says 'a\x1b[2Jb/measures.csv'
claim "... no byte as it stands"                 plain

sum_up
