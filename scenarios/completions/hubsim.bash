# SPDX-License-Identifier: GPL-3.0-or-later
# Completes hubsim's commands, options and scenario files in bash. Installed as
# share/bash-completion/completions/hubsim.
_hubsim()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} options
    local studies="compare why sweep solve sense best score calibrate"
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "run $studies check params trace bottleneck reproduce results staff steady validate profile diverge --help --version" -- "$word")
        return
    fi
    case $before in
    --db) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --shard | --run | --events | --events-from | --events-until) return ;;
    --out) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --area)
        mapfile -t COMPREPLY < <(compgen -W "ramp breakdown sort docks buildup clerks security maintenance supervision \
            office" -- "$word")
        return ;;
    --grain) mapfile -t COMPREPLY < <(compgen -W "batch parcel" -- "$word"); return ;;
    --set | --year | --hall | --lane | --from | --flight | --uld | --replication | --replications | --threads | --seed | --until | --column | --where) return ;;
    --design) mapfile -t COMPREPLY < <(compgen -W "grid lhs sobol" -- "$word"); return ;;
    --target | --chance | --steps | --precision | --budget | --but | --measure | --promise | --group | --runs | --orders | --vary | --points) return ;;
    esac
    options=--help
    [ "$command" != reproduce ] || options="--run --replications --threads --quiet --help"
    [ "$command" != results ] || options="--run --json --help"
    [ "$command" != run ] || options="--with --set --replications --threads --seed --until --year --grain --out --json --csv \
        --quiet --no-plots --terminal --check --precision --budget --db --resume --shard --events --events-from \
        --events-until --help"
    [ "$command" != staff ] || options="--year --hall --area --with --set --replications --threads --seed --until --out \
        --json --csv --no-plots --help"
    [ "$command" != profile ] || options="--permute-ties --replication --seed --with --set --until --year --grain --help"
    [ "$command" != diverge ] || options="--permute-ties --replication --seed --other-seed --with --set --help"
    [ "$command" != steady ] || options="--column --where --json --csv --quiet --help"
    [ "$command" != validate ] || options="--list --replications --seed --threads --json --csv --quiet --help"
    [ "$command" != compare ] || options="--with --but --all-with --set --until --measure --replications --threads \
        --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    [ "$command" != why ] || options="--measure --promise --group --runs --exact --orders --with --set --until \
        --replications --threads --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    [ "$command" != score ] || options="--class --with --set --until --replications --threads --seed --out --json --csv \
        --quiet --no-plots --terminal --help"
    [ "$command" != sweep ] || options="--vary --design --points --where --measure --with --set --until \
        --replications --threads --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    case $command in
    compare | why | sweep | solve | sense | best | score) options="$options --db --resume" ;;
    esac
    [ "$command" != sweep ] || options="$options --shard"
    if [ "$command" = results ] && [ "$COMP_CWORD" = 2 ]; then
        mapfile -t COMPREPLY < <(compgen -W "list show export diff merge remove check --help" -- "$word")
        return
    fi
    [ "$command" != bottleneck ] || options="--year --hall --with --set --replications --threads --seed --until --json \
        --csv --help"
    [ "$command" != solve ] || options="--target --chance --vary --steps \
        --with --set --until --replications --threads --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    [ "$command" != sense ] || options="--vary --measure --walks --keep --rows --shown \
        --with --set --until --replications --threads --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    [ "$command" != best ] || options="--measure --delta --least --level --first --most --but --all-with \
        --with --set --until --replications --threads --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    [ "$command" != calibrate ] || options="--vary --measure --tries \
        --with --set --until --replications --threads --seed --dry-run --out --json --csv --quiet --no-plots --terminal --help"
    case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    *)
        [ "$command" != params ] || return
        case $command in
        reproduce | results) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
        esac
        if [ "$command" = validate ]; then
            mapfile -t COMPREPLY < <(compgen -W "$(hubsim validate --list 2>/dev/null | sed -n 's/^\([^ ]*\): .*/\1/p')" -- "$word")
            return
        fi
        if [ "$command" = steady ]; then
            mapfile -t COMPREPLY < <(compgen -d -S / -- "$word"; compgen -f -X '!*.csv' -- "$word")
            return
        fi
        mapfile -t COMPREPLY < <(compgen -d -S / -- "$word"; compgen -f -X '!*.cfg' -- "$word")
        ;;
    esac
}
complete -o filenames -F _hubsim hubsim
