/*
 * arena.h -- memory that dies all at once: one arena per request, nothing in it is freed alone.
 *
 * No function here fails: when memory is out the process logs and aborts, the supervisor starts it
 * again and the truth is in PostgreSQL. Not thread safe; one arena belongs to one thread at a time.
 */
#ifndef LANTERN_ARENA_H
#define LANTERN_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* First block of `bytes` (1..1 MiB); more are added as needed, each at least as large. */
struct arena *arena_new(size_t bytes);

/* Ends everything taken from it; NULL is allowed. */
void arena_free(struct arena *a);

/* Zeroed, aligned for any type, until arena_free. Size 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t bytes);

/* Copies; NULL gives NULL. */
char *arena_strdup(struct arena *a, const char *s);

/* Copies exactly `n` bytes and adds a NUL. */
char *arena_strndup(struct arena *a, const char *s, size_t n);

char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Bytes taken from the system, for tests and metrics. */
size_t arena_size(const struct arena *a);

#endif
