// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "plots/text.h"

extern char **environ;

enum { FEED, PRINTED, COMPLAINTS, PIPES }; /* the child's 0, 1 and 2 */
enum { MOST_PRINTED = 4 << 20, MOST_COMPLAINTS = 8192 };

/* One child and our ends of its pipes (-1: closed). */
struct run {
    pid_t pid;
    int end[PIPES];
    const char *script;
    size_t left;
    FILE *out;
    size_t printed;
    char complaint[MOST_COMPLAINTS + 1];
    size_t complained;
};

static bool is_program(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISREG(s.st_mode) && access(path, X_OK) == 0;
}

/* A relative path would be looked up from the picture's folder, so it is made absolute here. */
static bool settle(char path[static GNUPLOT_PATH_BYTES], const char *candidate)
{
    char whole[PATH_MAX];
    if (!is_program(candidate) || realpath(candidate, whole) == NULL) return false;
    if (*candidate == '/') /* a link may be what says which program it is */
        return snprintf(path, GNUPLOT_PATH_BYTES, "%s", candidate) < GNUPLOT_PATH_BYTES;
    return snprintf(path, GNUPLOT_PATH_BYTES, "%s", whole) < GNUPLOT_PATH_BYTES;
}

static bool search_path(char path[static GNUPLOT_PATH_BYTES], const char *name)
{
    const char *folders = getenv("PATH");
    if (folders == NULL) folders = "/usr/local/bin:/usr/bin:/bin";
    for (const char *at = folders; at != NULL;) {
        const size_t n = strcspn(at, ":");
        char candidate[GNUPLOT_PATH_BYTES];
        if (n > 0 && n + strlen(name) + 2 < sizeof candidate) {
            snprintf(candidate, sizeof candidate, "%.*s/%s", (int)n, at, name);
            if (settle(path, candidate)) return true;
        }
        at = at[n] == ':' ? at + n + 1 : NULL;
    }
    return false;
}

struct gnuplot gnuplot_find(const char *option)
{
    struct gnuplot found = {.deadline_s = 30};
    const char *name = option != NULL ? option : getenv("HUBSIM_GNUPLOT");
    if (name == NULL || *name == '\0') name = "gnuplot";
    if (strchr(name, '/') != NULL ? settle(found.path, name) : search_path(found.path, name))
        return found;
    char clean[TEXT_BYTES];
    text_clean(clean, name, 120);
    found.path[0] = '\0';
    snprintf(found.error, sizeof found.error, "there is no program %.400s%s", clean,
             strchr(name, '/') != NULL ? "" : " in PATH");
    return found;
}

static bool is_ours(const char *entry)
{
    static const char *const kept_out[] = {"HOME=", "LC_", "LANG",     "GNUTERM=",    "GNUPLOT",
                                           "FIT_",  "TZ=", "DISPLAY=", "GDFONTPATH=", "XDG_"};
    for (size_t i = 0; i < sizeof kept_out / sizeof *kept_out; i++)
        if (strncmp(entry, kept_out[i], strlen(kept_out[i])) == 0) return false;
    return true;
}

/* Our environment without what changes a picture. HOME is a place nobody can make a folder in, not
 * even root. */
static char **make_environment(void)
{
    static const char *const neutral[] = {
        "LC_ALL=C", "HOME=/dev/null", "GNUTERM=dumb", "TZ=UTC",
        "GDFONTPATH=/usr/share/fonts/truetype/dejavu:/usr/share/fonts/TTF"};
    const size_t ours = sizeof neutral / sizeof *neutral;
    size_t n = 0;
    while (environ != NULL && environ[n] != NULL)
        n++;
    char **made = calloc(n + ours + 1, sizeof *made);
    if (made == NULL) return NULL;
    size_t used = 0;
    for (size_t i = 0; i < n; i++)
        if (is_ours(environ[i])) made[used++] = environ[i];
    for (size_t i = 0; i < ours; i++)
        made[used++] = (char *)(uintptr_t)neutral[i]; /* exec takes char *, and changes nothing */
    return made;
}

static void close_end(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* A pipe whose ends are above 2, also when the program was started with its standard streams
 * closed. */
static bool make_pipe(int end[2])
{
    if (pipe2(end, O_CLOEXEC) != 0) return false;
    for (int i = 0; i < 2; i++) {
        if (end[i] > 2) continue;
        const int moved = fcntl(end[i], F_DUPFD_CLOEXEC, 3);
        close(end[i]);
        end[i] = moved;
    }
    if (end[0] >= 0 && end[1] >= 0) return true;
    close_end(&end[0]);
    close_end(&end[1]);
    return false;
}

static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &usual);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                    POSIX_SPAWN_SETSIGDEF);
}

/* Starts the child on its ends of the pipes; 0 or an errno. */
static int spawn(pid_t *pid, const char *path, const char *folder, const int theirs[PIPES])
{
    char dash_d[] = "-d", dash[] = "-", name[] = "gnuplot";
    char *const argument[] = {name, dash_d, dash, NULL};
    char **environment = make_environment();
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (environment == NULL) return ENOMEM;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        free(environment);
        return error;
    }
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        error = set_attributes(&attributes);
        for (int i = 0; i < PIPES && error == 0; i++)
            error = posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
        if (error == 0) error = posix_spawn_file_actions_addchdir_np(&actions, folder);
        if (error == 0)
            error = posix_spawn(pid, path, &actions, &attributes, argument, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    free(environment);
    return error;
}

/* Makes the pipes and the child; 0 or an errno, with nothing left open. */
static int start(struct run *run, const char *path, const char *folder)
{
    int theirs[PIPES] = {-1, -1, -1}, error = 0;
    for (int i = 0; i < PIPES && error == 0; i++) {
        int end[2];
        if (!make_pipe(end)) {
            error = errno;
            break;
        }
        theirs[i] = end[i == FEED ? 0 : 1];
        run->end[i] = end[i == FEED ? 1 : 0];
        if (fcntl(run->end[i], F_SETFL, O_NONBLOCK) != 0) error = errno;
    }
    if (error == 0) error = spawn(&run->pid, path, folder, theirs);
    for (int i = 0; i < PIPES; i++)
        close_end(&theirs[i]);
    for (int i = 0; i < PIPES && error != 0; i++)
        close_end(&run->end[i]);
    return error;
}

static void feed(struct run *run)
{
    while (run->left > 0) {
        const ssize_t n = write(run->end[FEED], run->script, run->left);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (n <= 0) break; /* it has stopped reading: its status will say why */
        run->script += n;
        run->left -= (size_t)n;
    }
    close_end(&run->end[FEED]);
}

/* Takes what is there on one of the child's outputs; what is beyond our patience is read and
 * dropped. */
static void listen_to(struct run *run, int which)
{
    char piece[4096];
    for (;;) {
        const ssize_t n = read(run->end[which], piece, sizeof piece);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (n <= 0) break;
        size_t got = (size_t)n;
        if (which == PRINTED) {
            if (run->out != NULL && run->printed < MOST_PRINTED) fwrite(piece, 1, got, run->out);
            run->printed += got;
        } else {
            if (got > MOST_COMPLAINTS - run->complained) got = MOST_COMPLAINTS - run->complained;
            memcpy(run->complaint + run->complained, piece, got);
            run->complained += got;
        }
        if (n < (ssize_t)sizeof piece)
            return; /* back to poll: a flood must not outlast the deadline */
    }
    close_end(&run->end[which]);
}

static void exchange(struct run *run, int patience_ms)
{
    struct pollfd fd[PIPES];
    for (int i = 0; i < PIPES; i++)
        fd[i] = (struct pollfd){.fd = run->end[i], .events = i == FEED ? POLLOUT : POLLIN};
    if (poll(fd, PIPES, patience_ms) <= 0) return;
    if (fd[FEED].revents != 0) feed(run);
    if (fd[PRINTED].revents != 0) listen_to(run, PRINTED);
    if (fd[COMPLAINTS].revents != 0) listen_to(run, COMPLAINTS);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* True once the child has ended; it stays a zombie, so that its process group keeps its number
 * until we have cleared it. */
static bool has_ended(const struct run *run)
{
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)run->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return errno != EINTR; /* ECHILD: whoever started us has SIGCHLD ignored */
    return info.si_pid == run->pid;
}

/* Talks to the child until it ends or time is up; then no process of its group is left. */
static bool attend(struct run *run, double deadline_s, int *status)
{
    const double end_s = now_s() + deadline_s;
    bool in_time = true;
    const struct timespec pause = {.tv_nsec = 5000000};
    while (!has_ended(run)) {
        if (now_s() > end_s) {
            in_time = false;
            break;
        }
        if (run->end[FEED] < 0 && run->end[PRINTED] < 0 && run->end[COMPLAINTS] < 0)
            nanosleep(&pause, NULL);
        else exchange(run, 5);
    }
    for (int i = 0; i < 64 && in_time; i++)
        exchange(run, 0); /* what it said last */
    kill(-run->pid, SIGKILL);
    *status = 0;
    while (waitpid(run->pid, status, 0) < 0 && errno == EINTR)
        continue;
    for (int i = 0; i < PIPES; i++)
        close_end(&run->end[i]);
    return in_time;
}

/* The last line of the complaint that is not an echo of the script: "line 3: undefined variable:
 * x". */
static void last_complaint(char clean[static TEXT_BYTES], char *complaint)
{
    const char *last = "";
    for (char *rest = complaint, *line; (line = strsep(&rest, "\n")) != NULL;) {
        while (*line == ' ' || *line == '\t')
            line++;
        if (*line != '\0' && *line != '^' && strncmp(line, "gnuplot>", 8) != 0) last = line;
    }
    text_clean(clean, last, 160);
}

static bool explain(struct run *run, int status, char error[static GNUPLOT_ERROR_BYTES])
{
    char last[TEXT_BYTES];
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    run->complaint[run->complained] = '\0';
    last_complaint(last, run->complaint);
    if (WIFSIGNALED(status))
        snprintf(error, GNUPLOT_ERROR_BYTES, "gnuplot was ended by signal %d (%s)",
                 WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        snprintf(error, GNUPLOT_ERROR_BYTES, "gnuplot ended with status %d%s%.400s",
                 WEXITSTATUS(status), *last == '\0' ? "" : ": ", last);
    return false;
}

/* Keeps SIGPIPE from this thread while it writes to the child, and takes back one that we caused.
 */
static bool run_quietly(struct run *run, double deadline_s, int *status)
{
    sigset_t pipe_only, before, waiting;
    const struct timespec at_once = {0};
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    sigpending(&waiting);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    const bool in_time = attend(run, deadline_s, status);
    if (!sigismember(&waiting, SIGPIPE)) sigtimedwait(&pipe_only, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return in_time;
}

bool gnuplot_run(const struct gnuplot *gnuplot, const char *folder, const char *script,
                 size_t bytes, FILE *out, char error[static GNUPLOT_ERROR_BYTES])
{
    error[0] = '\0';
    if (gnuplot->path[0] == '\0') {
        snprintf(error, GNUPLOT_ERROR_BYTES, "%s", gnuplot->error);
        return false;
    }
    struct run *run = calloc(1, sizeof *run);
    int refused = run == NULL ? ENOMEM : 0, status = 0;
    if (run != NULL) {
        *run = (struct run){
            .pid = -1, .end = {-1, -1, -1}, .script = script, .left = bytes, .out = out};
        refused = start(run, gnuplot->path, folder);
    }
    bool fine = false;
    if (refused != 0)
        snprintf(error, GNUPLOT_ERROR_BYTES, "%.400s does not start: %s", gnuplot->path,
                 strerror(refused));
    else if (!run_quietly(run, gnuplot->deadline_s, &status))
        snprintf(error, GNUPLOT_ERROR_BYTES, "gnuplot did not end within %g s and was stopped",
                 gnuplot->deadline_s);
    else fine = explain(run, status, error);
    free(run);
    return fine;
}
