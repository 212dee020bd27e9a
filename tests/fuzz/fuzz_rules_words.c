/* fuzz_rules_words.c -- any text at all: words are looked up and compared within their bounds. */
#include <stdlib.h>
#include <string.h>

#include "lantern/rules/ladder.h"
#include "lantern/rules/marks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
look_up(const char *word)
{
	if (kind_of(word) != KIND_COUNT && strcmp(kind_word(kind_of(word)), word) != 0)
		abort();
	if (outcome_of(word) != OUTCOME_COUNT && strcmp(outcome_word(outcome_of(word)), word) != 0)
		abort();
	if (source_of(word) != SOURCE_COUNT && strcmp(source_word(source_of(word)), word) != 0)
		abort();
	if (cause_of(word) != CAUSE_COUNT && strcmp(cause_word(cause_of(word)), word) != 0)
		abort();
	if (late_reason_of(word) == LATE_NONE)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t half = size / 2;
	char *a = strndup((const char *)data, half);
	char *b = strndup((const char *)data + half, size - half);

	look_up(a);
	look_up(b);
	if (words_same(a, b) != words_same(b, a))
		abort();
	if (words_same(a, a) && !words_third_time(a, a, a))
		abort();
	free(a);
	free(b);
	return 0;
}
