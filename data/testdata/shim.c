/* A small library that tests load into a process before libc (LD_PRELOAD).
 * It stands between SQLite and the disk, for the files in one folder only:
 *
 * SHIM_FOLDER   the folder
 * SHIM_LOG      every write, sync, truncation and removal is appended to this
 *               file in the order in which it happened, with its data
 * SHIM_CONTROL  a file of eight 32-bit numbers, shared with the test:
 *               [0] the error to give (errno; 0: none; -1: the process is
 *                   killed by SIGKILL before it makes the call)
 *               [1] calls to let through before the first that fails
 *               [2] how many calls fail from there on (-1: all)
 *               [3] calls that failed so far
 *               [4] calls seen while an error was set
 *               [5] the last call that failed: W write, S sync, T truncate
 *
 * Go makes its own system calls and is not seen: only what C code (SQLite)
 * does is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_length;
static int log_file = -1;
static volatile int32_t *control;

__attribute__((constructor)) static void begin(void) {
	real_write = dlsym(RTLD_NEXT, "write");
	real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
	real_fsync = dlsym(RTLD_NEXT, "fsync");
	real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
	real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
	real_unlink = dlsym(RTLD_NEXT, "unlink");
	folder = getenv("SHIM_FOLDER");
	folder_length = folder ? strlen(folder) : 0;
	const char *log = getenv("SHIM_LOG");
	if (log)
		log_file = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	const char *shared = getenv("SHIM_CONTROL");
	if (shared) {
		int file = open(shared, O_RDWR | O_CLOEXEC);
		if (file >= 0) {
			void *at = mmap(NULL, 32, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
			if (at != MAP_FAILED)
				control = at;
			close(file);
		}
	}
}

/* inside returns the name below the folder, "." for the folder itself, NULL
 * for what lies elsewhere. */
static const char *inside(const char *path) {
	if (!folder || strncmp(path, folder, folder_length) != 0)
		return NULL;
	if (path[folder_length] == '\0')
		return ".";
	return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *named(int file, char *space, size_t size) {
	char link[64];
	snprintf(link, sizeof link, "/proc/self/fd/%d", file);
	ssize_t length = readlink(link, space, size - 1);
	if (length < 0)
		return NULL;
	space[length] = '\0';
	return inside(space);
}

/* refused reports whether this call, a write, sync or truncation, has to fail. */
static int refused(char call) {
	if (!control || control[0] == 0)
		return 0;
	control[4]++;
	if (control[1] > 0) {
		control[1]--;
		return 0;
	}
	if (control[2] == 0)
		return 0;
	if (control[2] > 0)
		control[2]--;
	control[3]++;
	control[5] = call;
	if (control[0] < 0)
		kill(getpid(), SIGKILL);
	errno = control[0];
	return 1;
}

/* note appends one record: operation, length of the name, offset, length of
 * the data, the name, the data. */
static void note(char operation, const char *name, uint64_t offset, const void *data, uint64_t length) {
	if (log_file < 0)
		return;
	uint16_t name_length = (uint16_t)strlen(name);
	size_t size = 19 + name_length + length;
	unsigned char *record = malloc(size);
	if (!record)
		abort();
	record[0] = (unsigned char)operation;
	memcpy(record + 1, &name_length, 2);
	memcpy(record + 3, &offset, 8);
	memcpy(record + 11, &length, 8);
	memcpy(record + 19, name, name_length);
	if (length > 0)
		memcpy(record + 19 + name_length, data, length);
	if (real_write(log_file, record, size) != (ssize_t)size)
		abort();
	free(record);
}

ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) {
	char space[4096];
	const char *name = named(file, space, sizeof space);
	if (!name)
		return real_pwrite(file, data, length, offset);
	pthread_mutex_lock(&lock);
	ssize_t done = -1;
	if (!refused('W')) {
		done = real_pwrite(file, data, length, offset);
		if (done > 0)
			note('W', name, (uint64_t)offset, data, (uint64_t)done);
	}
	int error = errno;
	pthread_mutex_unlock(&lock);
	errno = error;
	return done;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) { return pwrite64(file, data, length, offset); }

ssize_t write(int file, const void *data, size_t length) {
	char space[4096];
	const char *name = named(file, space, sizeof space);
	if (!name)
		return real_write(file, data, length);
	return pwrite64(file, data, length, lseek(file, 0, SEEK_CUR));
}

static int synced(int file, int (*real)(int)) {
	char space[4096];
	const char *name = named(file, space, sizeof space);
	if (!name)
		return real(file);
	pthread_mutex_lock(&lock);
	int done = -1;
	if (!refused('S')) {
		done = real(file);
		if (done == 0)
			note('S', name, 0, NULL, 0);
	}
	int error = errno;
	pthread_mutex_unlock(&lock);
	errno = error;
	return done;
}

int fsync(int file) { return synced(file, real_fsync); }

int fdatasync(int file) { return synced(file, real_fdatasync); }

int ftruncate64(int file, off_t length) {
	char space[4096];
	const char *name = named(file, space, sizeof space);
	if (!name)
		return real_ftruncate(file, length);
	pthread_mutex_lock(&lock);
	int done = -1;
	if (!refused('T')) {
		done = real_ftruncate(file, length);
		if (done == 0)
			note('T', name, (uint64_t)length, NULL, 0);
	}
	int error = errno;
	pthread_mutex_unlock(&lock);
	errno = error;
	return done;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int unlink(const char *path) {
	const char *name = inside(path);
	if (!name)
		return real_unlink(path);
	pthread_mutex_lock(&lock);
	int done = real_unlink(path);
	if (done == 0)
		note('U', name, 0, NULL, 0);
	int error = errno;
	pthread_mutex_unlock(&lock);
	errno = error;
	return done;
}
