/* arena.c -- blocks in a list, handed out from the front block; freed together. */
#include "lantern/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/log.h"

#include "lantern/banned.h"

#define ALIGN _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(max_align_t) unsigned char bytes[];
};

/* Lives in its own first block. */
struct arena {
	struct block *front;
	size_t block_size;
};

static struct block *
block_new(size_t size)
{
	struct block *b = malloc(sizeof(*b) + size);

	if (b == NULL)
		log_die("out_of_memory bytes=%zu", size);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

static size_t
rounded(size_t bytes)
{
	if (bytes > SIZE_MAX - 2 * ALIGN)
		log_die("allocation_absurd bytes=%zu", bytes);
	return (bytes + ALIGN - 1) / ALIGN * ALIGN;
}

struct arena *
arena_new(size_t bytes)
{
	struct block *b = block_new(rounded(sizeof(struct arena)) + rounded(bytes));
	struct arena *a = (struct arena *)(void *)b->bytes;

	b->used = rounded(sizeof(*a));
	a->front = b;
	a->block_size = rounded(bytes);
	return a;
}

void
arena_free(struct arena *a)
{
	struct block *b, *next;

	if (a == NULL)
		return;
	for (b = a->front; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
}

static void *
arena_take(struct arena *a, size_t bytes)
{
	size_t n = rounded(bytes == 0 ? 1 : bytes);
	struct block *b = a->front;
	void *p;

	if (b->size - b->used < n) {
		b = block_new(n > a->block_size ? n : a->block_size);
		b->next = a->front;
		a->front = b;
	}
	p = b->bytes + b->used;
	b->used += n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t bytes)
{
	return memset(arena_take(a, bytes), 0, bytes);
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_take(a, n + 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *out;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		log_die("format_invalid format=%s", fmt);
	out = arena_take(a, (size_t)n + 1);
	(void)vsnprintf(out, (size_t)n + 1, fmt, again);
	va_end(again);
	return out;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *out;

	va_start(ap, fmt);
	out = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return out;
}

size_t
arena_size(const struct arena *a)
{
	const struct block *b;
	size_t sum = 0;

	for (b = a->front; b != NULL; b = b->next)
		sum += sizeof(*b) + b->size;
	return sum;
}
