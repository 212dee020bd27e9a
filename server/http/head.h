/*
 * head.h -- is this the head of a request that may be trusted? Pure; evhttp itself lets too much
 * pass.
 */
#ifndef LANTERN_HTTP_HEAD_H
#define LANTERN_HTTP_HEAD_H

#include <stddef.h>

#include "lantern/problem.h"

#define HEAD_BYTES_MAX (16UL * 1024)
#define TARGET_BYTES_MAX (4UL * 1024)
#define BODY_BYTES_MAX (64UL * 1024)
#define HEADERS_MAX 100

struct head {
	enum { HEAD_MORE, HEAD_GOOD, HEAD_BAD } verdict;
	enum problem_kind kind; /* HEAD_BAD: what to answer before closing */
	const char *why;	/* static text */
};

/* `bytes` are all that has come of this request so far, head and perhaps body. */
struct head head_check(const char *bytes, size_t n);

#endif
