// SPDX-License-Identifier: GPL-3.0-or-later
/* Does this call end in REQUIRE's abort? Tried in a child, whose stderr is kept quiet. */
#ifndef TESTS_SIM_DIES_H
#define TESTS_SIM_DIES_H

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

static inline bool dies(void (*call)(void))
{
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDERR_FILENO);
        signal(SIGABRT, SIG_DFL); /* not cmocka's */
        call();
        _exit(0);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) &&
           WTERMSIG(status) == SIGABRT;
}

#define assert_dies(call)                                                                          \
    do {                                                                                           \
        if (!dies(call)) fail_msg("%s does not end in REQUIRE's abort", #call);                    \
    } while (0)

#endif
