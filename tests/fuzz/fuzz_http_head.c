/*
 * fuzz_http_head.c -- any bytes as the head of a request: no crash, and reading it in pieces
 * comes to the same as reading it whole.
 */
#include <stdint.h>
#include <stdlib.h>

#include "http/head.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct head whole = head_check(bytes, size), part = {0};
	size_t n;

	for (n = 0; n <= size; n++) {
		part = head_check(bytes, n);
		if (part.verdict != HEAD_MORE)
			break;
	}
	if (part.verdict != whole.verdict)
		abort();
	if (whole.verdict == HEAD_BAD && problem_table[whole.kind].status < 400)
		abort();
	return 0;
}
