// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * hubsim.c -- the program as one page: which commands there are, who draws their pictures, what a
 * signal does, what is left to say at the end.
 *
 * Knows          the table of commands; that results that did not arrive are no results.
 * Does not know  any option: each command reads its own (scenarios/cli/).
 */
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "built.h"
#include "plots/plots.h"
#include "scenarios/cli/args.h"
#include "scenarios/studies/commands.h"
#include "scenarios/cli/commands.h"
#include "scenarios/run/farm.h"
#include "sim/ranks.h"
#include "version.h"

/* clang says its name itself */
#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

static const struct build_info build = {.version = HUBSIM_VERSION,
                                        .model = HUBSIM_MODEL,
                                        .commit = HUBSIM_COMMIT,
                                        .compiler = COMPILER,
                                        .flags = HUBSIM_FLAGS};

static const struct command *const commands[] = {
    &run_command,    &compare_command,  &why_command,        &sweep_command,     &solve_command,
    &sense_command,  &best_command,     &calibrate_command,  &score_command,     &check_command,
    &params_command, &trace_command,    &bottleneck_command, &reproduce_command, &results_command,
    &steady_command, &validate_command, &staff_command,      &profile_command,   &diverge_command,
    &exante_command,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct pictures pictures = {
    .outcome = plots_outcome,
    .staff = plots_staff,
    .rows = plots_rows,
    .steps = plots_steps,
    .curves = plots_curves,
};

/* The only thing that a signal may touch: the second one ends the program at once. */
static volatile sig_atomic_t stopped;
_Static_assert(sizeof(sig_atomic_t) == sizeof(int), "the replications look at it as an int");

static void stop_running(int signal)
{
    (void)signal;
    if (stopped) _exit(ENDING_INTERRUPTED);
    stopped = 1;
}

static void watch_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = stop_running;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a reader that left is an error of writing */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not grow */
}

static void print_help(FILE *to)
{
    fputs("Examples\n"
          "  hubsim run scenarios/liege/actual.cfg\n"
          "  hubsim check scenarios/liege/actual.cfg\n"
          "  hubsim params customs\n"
          "\n"
          "hubsim simulates an air-cargo hub and says how likely it is that what was promised "
          "comes true.\n"
          "\n",
          to);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(to, "  hubsim %-10s %s\n", commands[i]->name, commands[i]->does);
    fputs("\nhubsim COMMAND --help says more; hubsim --version which one this is.\n", to);
}

static enum ending call_command(int argc, char **argv)
{
    const char *words[COMMANDS + 2] = {[COMMANDS] = "--help", [COMMANDS + 1] = "--version"};
    struct command_call call = {.argc = argc - 2,
                                .argv = argv + 2,
                                .stop = &stopped,
                                .pictures = &pictures,
                                .build = &build};
    if (argc < 2) {
        print_help(stderr);
        return ENDING_USAGE;
    }
    for (size_t i = 0; i < COMMANDS; i++) {
        words[i] = call.name = commands[i]->name;
        if (strcmp(argv[1], call.name) == 0) return commands[i]->run(&call);
    }
    if (strcmp(argv[1], "--help") == 0) {
        print_help(stdout);
        return ENDING_FINE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("hubsim %s (model %s, commit %s, %s)\n", build.version, build.model, build.commit,
               build.compiler);
        return ENDING_FINE;
    }
    args_unknown(argv[1][0] == '-' ? "option" : "command", argv[1], words, COMMANDS + 2, stderr);
    return ENDING_USAGE;
}

/* Results that did not arrive are no results. A reader that has seen enough is sent nothing. */
static enum ending close_output(enum ending ending)
{
    errno = 0;
    const bool fine = fflush(stdout) == 0 && !ferror(stdout);
    if (fine) return ending;
    if (errno != EPIPE)
        fprintf(stderr, "hubsim: cannot write the results: %s\n",
                errno ? strerror(errno) : "write error");
    return ending == ENDING_FINE || ending == ENDING_NOT_KEPT ? ENDING_FAILED : ending;
}

/* Rank 0 is the program as a user knows it; the others simulate for it. */
int main(int argc, char **argv)
{
    int ending = ENDING_FAILED;
    watch_signals();
    gsl_set_error_handler_off(); /* its own aborts */
    if (!ranks_begin()) return ending;
    if (ranks_own() == 0) {
        ending = (int)close_output(call_command(argc, argv));
        farm_dismiss();
    } else {
        ending = farm_serve(&stopped);
    }
    ranks_end();
    return ending;
}
