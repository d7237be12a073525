/* Preloaded into the program under test: counts its changes to files below some folders, and at one of
   them ends the process or makes the disk fail from then on. The harness in Support/stage.py builds it.

   FAULT_FOLDERS  real paths, separated by colons; changes elsewhere pass uncounted
   FAULT_LOG      a file that gets a line for every step: number, call, path
   FAULT_MODE     kill: SIGKILL before the step (a write happens by half first)
                  full: no room from then on; broken: writing fails; frozen: the disk is read-only
   FAULT_STEP     the step at which that begins, from 1; without it steps are only counted */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int steps;
static const char *folders, *mode;
static int wanted, log_descriptor = -1;

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("FAULT_LOG"), *step = getenv("FAULT_STEP");
  folders = getenv("FAULT_FOLDERS");
  mode = getenv("FAULT_MODE");
  wanted = step ? atoi(step) : 0;
  if (log) log_descriptor = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_below(const char *path) {
  for (const char *folder = folders; folder && *folder;) {
    size_t length = strcspn(folder, ":");
    if (!strncmp(path, folder, length) && (path[length] == '/' || path[length] == 0)) return 1;
    folder += length + (folder[length] == ':');
  }
  return 0;
}

static void of_descriptor(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length > 0 ? length : 0] = 0;
}

static void of_name(int folder, const char *name, char *path) {
  size_t length = 0;
  path[0] = 0;
  if (name[0] != '/') {
    if (folder != AT_FDCWD) of_descriptor(folder, path);
    else if (!getcwd(path, PATH_MAX)) path[0] = 0;
    length = strlen(path);
  }
  snprintf(path + length, PATH_MAX - length, "%s%s", length ? "/" : "", name);
}

enum effect { GROWS = 1, WRITES = 2, CHANGES = 4 };

/* Counts one step; the number the call is to fail with, or 0. `now` says whether it is the very step. */
static int step(const char *call, const char *path, int effect, int *now) {
  *now = 0;
  if (!is_below(path)) return 0;
  int number = __atomic_add_fetch(&steps, 1, __ATOMIC_SEQ_CST);
  if (log_descriptor >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%d %s %s\n", number, call, path);
    syscall(SYS_write, log_descriptor, line, length);
  }
  if (!wanted || !mode || number < wanted) return 0;
  *now = number == wanted;
  if (!strcmp(mode, "full")) return effect & GROWS ? ENOSPC : 0;
  if (!strcmp(mode, "broken")) return effect & WRITES ? EIO : 0;
  if (!strcmp(mode, "frozen")) return effect & CHANGES ? EROFS : 0;
  return *now ? -1 : 0;
}

static void end(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

static int is_refused(const char *call, const char *path, int effect) {
  int now, number = step(call, path, effect, &now);
  if (number < 0) end();
  if (number) errno = number;
  return number;
}

static int opens(int folder, const char *name, int flags, mode_t rights) {
  char path[PATH_MAX];
  int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
  if (writes) {
    int saved = errno;
    of_name(folder, name, path);
    int is_new = flags & O_CREAT && access(path, F_OK) != 0;
    errno = saved;
    if (is_refused(is_new ? "create" : "open", path, CHANGES | (is_new ? GROWS : 0))) return -1;
  }
  return syscall(SYS_openat, folder, name, flags, rights);
}

#define OPEN(name)                                              \
  int name(const char *path, int flags, ...) {                  \
    va_list list;                                               \
    va_start(list, flags);                                      \
    mode_t rights = flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0; \
    va_end(list);                                               \
    return opens(AT_FDCWD, path, flags, rights);                \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                            \
  int name(int folder, const char *path, int flags, ...) {      \
    va_list list;                                               \
    va_start(list, flags);                                      \
    mode_t rights = flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0; \
    va_end(list);                                               \
    return opens(folder, path, flags, rights);                  \
  }
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t rights) {
  return opens(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, rights);
}

/* fopen opens inside the C library, where nothing can be put between. */
static FILE *streams(FILE *(*next)(const char *, const char *), const char *name, const char *how) {
  char path[PATH_MAX];
  of_name(AT_FDCWD, name, path);
  if (strpbrk(how, "wa+") && is_refused("fopen", path, CHANGES | GROWS)) return NULL;
  return next(name, how);
}
FILE *fopen(const char *name, const char *how) { return streams(NEXT(fopen), name, how); }
FILE *fopen64(const char *name, const char *how) { return streams(NEXT(fopen64), name, how); }

/* How much of a write of `length` bytes may happen: all, half of it and then the end, or -1. */
static ssize_t allowed(const char *call, int descriptor, size_t length, int *dies) {
  char path[PATH_MAX];
  int now, saved = errno;
  of_descriptor(descriptor, path);
  int number = step(call, path, GROWS | WRITES | CHANGES, &now);
  errno = saved;
  *dies = number < 0;
  if (number == 0) return length;
  if (number < 0 || (number == ENOSPC && now && length > 1)) return length / 2;
  errno = number;
  return -1;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  int dies;
  ssize_t count = allowed("write", descriptor, length, &dies);
  if (count < 0) return -1;
  ssize_t written = syscall(SYS_write, descriptor, bytes, count);
  if (dies) end();
  return written;
}

static ssize_t writes_at(int descriptor, const void *bytes, size_t length, off64_t place) {
  int dies;
  ssize_t count = allowed("pwrite", descriptor, length, &dies);
  if (count < 0) return -1;
  ssize_t written = syscall(SYS_pwrite64, descriptor, bytes, count, place);
  if (dies) end();
  return written;
}
ssize_t pwrite(int d, const void *b, size_t n, off_t at) { return writes_at(d, b, n, at); }
ssize_t pwrite64(int d, const void *b, size_t n, off64_t at) { return writes_at(d, b, n, at); }

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  int dies;
  size_t length = 0;
  for (int i = 0; i < count; i++) length += parts[i].iov_len;
  ssize_t some = allowed("writev", descriptor, length, &dies);
  if (some < 0) return -1;
  ssize_t written = syscall(SYS_writev, descriptor, parts, (size_t)some < length ? 1 : count);
  if (dies) end();
  return written;
}

#define ON_DESCRIPTOR(name, effect, parameters, ...)            \
  int name parameters {                                         \
    char path[PATH_MAX];                                        \
    of_descriptor(descriptor, path);                            \
    if (is_refused(#name, path, effect)) return -1;             \
    return NEXT(name)(__VA_ARGS__);                             \
  }
ON_DESCRIPTOR(fsync, WRITES, (int descriptor), descriptor)
ON_DESCRIPTOR(fdatasync, WRITES, (int descriptor), descriptor)
ON_DESCRIPTOR(ftruncate, WRITES | CHANGES, (int descriptor, off_t length), descriptor, length)
ON_DESCRIPTOR(ftruncate64, WRITES | CHANGES, (int descriptor, off64_t length), descriptor, length)
ON_DESCRIPTOR(fchmod, CHANGES, (int descriptor, mode_t rights), descriptor, rights)

/* These two return the number instead of setting errno. */
#define ALLOCATE(name, type)                                    \
  int name(int descriptor, type from, type length) {            \
    char path[PATH_MAX];                                        \
    of_descriptor(descriptor, path);                            \
    int number = is_refused(#name, path, GROWS | WRITES | CHANGES); \
    return number ? number : NEXT(name)(descriptor, from, length); \
  }
ALLOCATE(posix_fallocate, off_t)
ALLOCATE(posix_fallocate64, off64_t)

#define ON_NAME(name, effect, folder, changed, parameters, ...) \
  int name parameters {                                         \
    char full[PATH_MAX];                                        \
    of_name(folder, changed, full);                             \
    if (is_refused(#name, full, effect)) return -1;             \
    return NEXT(name)(__VA_ARGS__);                             \
  }
ON_NAME(mkdir, GROWS | CHANGES, AT_FDCWD, path, (const char *path, mode_t rights), path, rights)
ON_NAME(mkdirat, GROWS | CHANGES, at, path, (int at, const char *path, mode_t rights), at, path, rights)
ON_NAME(unlink, CHANGES, AT_FDCWD, path, (const char *path), path)
ON_NAME(unlinkat, CHANGES, at, path, (int at, const char *path, int flags), at, path, flags)
ON_NAME(rmdir, CHANGES, AT_FDCWD, path, (const char *path), path)
ON_NAME(chmod, CHANGES, AT_FDCWD, path, (const char *path, mode_t rights), path, rights)
ON_NAME(truncate, WRITES | CHANGES, AT_FDCWD, path, (const char *path, off_t length), path, length)
ON_NAME(rename, CHANGES, AT_FDCWD, to, (const char *from, const char *to), from, to)
ON_NAME(link, GROWS | CHANGES, AT_FDCWD, to, (const char *from, const char *to), from, to)
ON_NAME(symlink, GROWS | CHANGES, AT_FDCWD, to, (const char *from, const char *to), from, to)
ON_NAME(renameat, CHANGES, b, to, (int a, const char *from, int b, const char *to), a, from, b, to)
ON_NAME(renameat2, CHANGES, b, to, (int a, const char *from, int b, const char *to, unsigned flags),
        a, from, b, to, flags)
ON_NAME(linkat, GROWS | CHANGES, b, to, (int a, const char *from, int b, const char *to, int flags),
        a, from, b, to, flags)
