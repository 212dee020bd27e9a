/* sse.h -- server-sent events as bytes, each one HTTP chunk. Pure. */
#ifndef LANTERN_HTTP_SSE_H
#define LANTERN_HTTP_SSE_H

#include <stddef.h>

struct sse {
	const char *id;	   /* NULL: none */
	const char *event; /* NULL: a message */
	const char *data;
};

/*
 * Writes the chunk to `out` of `size` bytes and returns its length. When it does not fit (`out`
 * may be NULL with size 0) only the length is told and `out` is undefined.
 */
size_t sse_write(const struct sse *e, char *out, size_t size);

#endif
