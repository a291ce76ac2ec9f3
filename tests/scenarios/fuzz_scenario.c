// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Feeds any bytes to the scenario reader; not part of make test. The first byte chooses: a file,
 * or, if it is '=', a --set argument over an empty hub. To run it for a minute:
 *
 *   make CC=clang BUILD=build/fuzz
 *        SANITIZE=-fsanitize=fuzzer-no-link,address,undefined
 *   clang -std=c17 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -I. -o build/fuzz/fuzz
 *         tests/scenarios/fuzz_scenario.c build/fuzz/libscenarios.a build/fuzz/libmodels.a
 *         build/fuzz/libsim.a -lconfig -lsqlite3 -lgsl -lgslcblas -lm
 *   build/fuzz/fuzz -max_total_time=60 -max_len=4096 tests/bad scenarios/liege
 */
#include <stdint.h>
#include <sys/mman.h>

#include "tests/scenarios/small_hub.h"
#include "tests/scenarios/messages.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void read_and_write(const struct scenario_request *request)
{
    struct diagnostics *diagnostics = diagnostics_new();
    struct scenario *scenario = read_small(request, diagnostics);
    if (!scenario && diagnostics_count(diagnostics) == 0) abort(); /* refused without a word */
    free(messages_of(diagnostics));
    FILE *nowhere = fopen("/dev/null", "w");
    if (scenario && nowhere) {
        scenario_write(scenario, nowhere);
        const struct plan *plan = scenario_plan(scenario);
        struct hub_def *def = copy_small(plan->base);
        plan_draw(plan, def, 1, 0);
        for (size_t i = 0; i < plan->n; i++)
            plan_apply(plan, i, def, 1, NAN, 1, 0);
        free(def);
    }
    if (nowhere) fclose(nowhere);
    scenario_free(scenario);
    diagnostics_free(diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[64], argument[4097] = "";
    const bool is_argument = n > 0 && bytes[0] == '=' && n < sizeof argument;
    const int file = memfd_create("scenario", 0);
    if (file < 0) return 0;
    const char *text = is_argument ? "airport = { stands = 3; };" : (const char *)bytes;
    const size_t length = is_argument ? strlen(text) : n;
    if (write(file, text, length) == (ssize_t)length) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        if (is_argument) memcpy(argument, bytes + 1, n - 1);
        const char *const set[] = {argument};
        const struct scenario_request request = {.file = path, .set = set, .set_n = is_argument};
        read_and_write(&request);
    }
    close(file);
    return 0;
}
