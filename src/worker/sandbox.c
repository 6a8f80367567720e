/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Landlock by its calls, since libc has none, and what a process can promise of itself.
 *
 * Landlock handles all rights that the running kernel knows, so that a newer one is not laxer than
 * an older one; what may be read is in a table. Both protections stand alone: without Landlock the
 * filter still lets files be read only, without the filter there is still no file but these.
 */
#include "worker/sandbox.h"

#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/error.h"
#include "common/limits.h"

#include "worker/asan.h"
#include "worker/filter.h"

/* linux/landlock.h of the build may be older than the kernel. */
#define LANDLOCK_VERSION      1u
#define LANDLOCK_PATH_BENEATH 1
#define LANDLOCK_READ_FILE    (G_GUINT64_CONSTANT(1) << 2)
#define LANDLOCK_READ_DIR     (G_GUINT64_CONSTANT(1) << 3)

typedef struct {
    guint64 files, net, scoped;
} Ruleset;

typedef struct {
    guint64 rights;
    gint32 fd;
} __attribute__((packed)) PathBeneath;

/* What each version of Landlock knows: numbers of rights, and how much of Ruleset it takes. */
static const struct {
    guint file_rights, net_rights, scopes;
    gsize size;
} versions[] = {
    {13, 0, 0, 8}, {14, 0, 0, 8}, {15, 0, 0, 8}, {15, 2, 0, 16}, {16, 2, 0, 16}, {16, 2, 2, 24},
};

/* Files that a worker may have open. */
#define MAX_FILES 64

/* Read while a page is read or drawn. What of these is not there is left out. */
static const char *const readable[] = {
    "/usr/share/poppler", /* tables of character codes */
    "/usr/share/fonts",   /* fonts for those that a document does not bring with it */
    "/usr/local/share/fonts", "/usr/share/ghostscript", "/etc/fonts",
    "/usr/share/fontconfig",  "/var/cache/fontconfig",
};

static const char *const modes[] = {"auto", "require", "off", NULL};

struct BpSandbox {
    guint protections;
    BpFilter *filter; /* NULL without seccomp */
};

const char *const *bp_sandbox_modes(void)
{
    return modes;
}

const char *bp_sandbox_name(guint protections)
{
    static const char *const names[] = {"off", "landlock", "seccomp", "landlock+seccomp"};
    return names[protections & BP_PROTECTIONS_ALL];
}

static guint64 first_bits(guint n)
{
    return (G_GUINT64_CONSTANT(1) << n) - 1;
}

static bool allow_path(int ruleset, const char *path)
{
    struct stat info;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true;
    PathBeneath rule = {LANDLOCK_READ_FILE, fd};
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
        rule.rights |= LANDLOCK_READ_DIR;
    long status = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0);
    close(fd);
    return status == 0;
}

static bool enter_landlock(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);
    if (version < 1)
        return false;
    guint row = (guint)MIN(version, (long)G_N_ELEMENTS(versions)) - 1;
    Ruleset wanted = {first_bits(versions[row].file_rights), first_bits(versions[row].net_rights),
                      first_bits(versions[row].scopes)};
    int fd = (int)syscall(SYS_landlock_create_ruleset, &wanted, versions[row].size, 0);
    if (fd < 0)
        return false;
    bool done = true;
    for (guint i = 0; i < G_N_ELEMENTS(readable); i++)
        done = done && allow_path(fd, readable[i]);
    done = done && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    close(fd);
    return done;
}

static bool check(BpSandboxMode mode, guint protections, GError **error)
{
    bool enough = mode == BP_SANDBOX_OFF || protections == BP_PROTECTIONS_ALL ||
                  (mode == BP_SANDBOX_AUTO && protections != 0);
    if (enough)
        return true;
    bool landlock = protections & BP_PROTECTION_LANDLOCK;
    bool seccomp = protections & BP_PROTECTION_SECCOMP;
    g_set_error(error, BP_ERROR, BP_ERROR_SANDBOX,
                "no sandbox: this kernel, or what this program runs in, does not give %s%s%s%s",
                landlock ? "" : "Landlock", landlock || seccomp ? "" : " or ",
                seccomp ? "" : "seccomp",
                mode == BP_SANDBOX_REQUIRE
                    ? " ('--sandbox=auto' does with one of them)"
                    : "; '--sandbox=off' reads documents without, which is for files you trust");
    return false;
}

BpSandbox *bp_sandbox_enter(BpSandboxMode mode, guint missing, GError **error)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_SANDBOX, "no sandbox: prctl failed");
        return NULL;
    }
    BpSandbox *sandbox = g_new0(BpSandbox, 1);
    guint wanted = mode == BP_SANDBOX_OFF ? 0 : BP_PROTECTIONS_ALL & ~missing;
    if ((wanted & BP_PROTECTION_LANDLOCK) && enter_landlock())
        sandbox->protections |= BP_PROTECTION_LANDLOCK;
    if (wanted & BP_PROTECTION_SECCOMP)
        sandbox->filter = bp_filter_enter();
    if (sandbox->filter)
        sandbox->protections |= BP_PROTECTION_SECCOMP;
    if (check(mode, sandbox->protections, error))
        return sandbox;
    g_free(sandbox); /* the process ends */
    return NULL;
}

guint bp_sandbox_get_protections(const BpSandbox *sandbox)
{
    return sandbox->protections;
}

bool bp_sandbox_tighten(const BpSandbox *sandbox)
{
    return sandbox->filter == NULL || bp_filter_tighten(sandbox->filter);
}

static bool set_limit(int resource, guint64 value, guint64 most)
{
    struct rlimit limit = {value, most};
    return setrlimit(resource, &limit) == 0;
}

bool bp_sandbox_limit_memory(guint64 memory, guint64 most)
{
    return BP_HAS_ASAN || set_limit(RLIMIT_AS, memory, most);
}

bool bp_sandbox_limit_process(void)
{
    guint64 seconds = bp_limit_value(BP_LIMIT_CPU_SECONDS);
    return set_limit(RLIMIT_CORE, 0, 0) && set_limit(RLIMIT_FSIZE, 0, 0) &&
           set_limit(RLIMIT_NOFILE, MAX_FILES, MAX_FILES) &&
           /* at the second one the kernel kills without saying why */
           set_limit(RLIMIT_CPU, seconds, seconds + 5);
}
