/* clock.c -- the instant now: the local clock set right by the database's, or what a file says. */
#include "lantern/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lantern/banned.h"

static const _Atomic int64_t *driven; /* the mapped file, NULL in earnest */
static _Atomic int64_t offset_us;
static atomic_bool measured;

static bool
clock_map(const char *file)
{
	struct stat st;
	void *map;
	int fd = open(file, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (fstat(fd, &st) != 0 || st.st_size < (off_t)sizeof(*driven)) {
		close(fd);
		errno = EINVAL; /* reading past its end would be a SIGBUS later */
		return false;
	}
	map = mmap(NULL, sizeof(*driven), PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (map == MAP_FAILED)
		return false;
	driven = map;
	return true;
}

bool
clock_init(const char *file)
{
	if (setenv("TZ", "Europe/London", 1) != 0)
		return false;
	tzset();
	return file == NULL || clock_map(file);
}

static int64_t
clock_read(clockid_t id)
{
	struct timespec ts;

	(void)clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * CLOCK_US + ts.tv_nsec / 1000;
}

int64_t
clock_now(void)
{
	if (driven != NULL)
		return atomic_load_explicit(driven, memory_order_relaxed);
	return clock_read(CLOCK_REALTIME) + atomic_load_explicit(&offset_us, memory_order_relaxed);
}

bool
clock_is_driven(void)
{
	return driven != NULL;
}

bool
clock_is_known(void)
{
	return driven != NULL || atomic_load_explicit(&measured, memory_order_relaxed);
}

void
clock_offset_set(int64_t us)
{
	atomic_store_explicit(&offset_us, us, memory_order_relaxed);
	atomic_store_explicit(&measured, true, memory_order_relaxed);
}

int64_t
clock_offset(void)
{
	return atomic_load_explicit(&offset_us, memory_order_relaxed);
}

int64_t
clock_ticks(void)
{
	return clock_read(CLOCK_MONOTONIC);
}
