/* sse.c -- framing of server-sent events inside HTTP chunks. */
#include "sse.h"

#include <stdio.h>
#include <string.h>

#include "lantern/banned.h"

#define CHUNK_HEAD_MAX 18

struct pen {
	char *out;
	size_t size, used;
};

static void
put(struct pen *p, const char *s, size_t n)
{
	if (p->out != NULL && p->used + n <= p->size)
		memcpy(p->out + p->used, s, n);
	p->used += n;
}

static void
line(struct pen *p, const char *name, const char *value, size_t n)
{
	put(p, name, strlen(name));
	put(p, ": ", 2);
	put(p, value, n);
	put(p, "\n", 1);
}

/* A line break inside data would end it: each line of it is a line of data. */
static void
payload(struct pen *p, const struct sse *e)
{
	const char *at = e->data;

	if (e->id != NULL)
		line(p, "id", e->id, strlen(e->id));
	if (e->event != NULL)
		line(p, "event", e->event, strlen(e->event));
	for (;;) {
		size_t n = strcspn(at, "\r\n");

		line(p, "data", at, n);
		if (at[n] == '\0')
			break;
		at += n + 1;
	}
	put(p, "\n", 1);
}

size_t
sse_write(const struct sse *e, char *out, size_t size)
{
	struct pen measure = {NULL, 0, 0}, p = {NULL, size, 0};
	char head[CHUNK_HEAD_MAX];
	int n;

	p.out = out;
	payload(&measure, e);
	n = snprintf(head, sizeof(head), "%zx\r\n", measure.used);
	put(&p, head, (size_t)n);
	payload(&p, e);
	put(&p, "\r\n", 2);
	return p.used;
}
