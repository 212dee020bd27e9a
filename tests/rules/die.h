/*
 * die.h -- chance for tests: a seeded stream, or the bytes of a fuzzer. Header only, as
 * each test is one program.
 * LANTERN_SEED=n repeats a run; LANTERN_CASES=percent makes it shorter or longer.
 */
#ifndef TESTS_RULES_DIE_H
#define TESTS_RULES_DIE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct die {
	uint64_t state;
	const uint8_t *bytes; /* NULL: the seeded stream */
	size_t left;
};

static inline uint64_t
die_u64(struct die *die)
{
	uint64_t z = 0;

	if (die->bytes != NULL) {
		for (int i = 0; i < 3 && die->left > 0; i++, die->left--)
			z = z << 8 | *die->bytes++;
		return z;
	}
	/* xorshift64*: not the generator that is under test. */
	die->state ^= die->state >> 12;
	die->state ^= die->state << 25;
	die->state ^= die->state >> 27;
	return die->state * UINT64_C(2685821657736338717);
}

/* Both ends included. */
static inline int64_t
die_between(struct die *die, int64_t low, int64_t high)
{
	return low + (int64_t)(die_u64(die) % (uint64_t)(high - low + 1));
}

static inline bool
die_one_in(struct die *die, int64_t n)
{
	return die_between(die, 1, n) == 1;
}

/* Says its seed, so that a failure can be repeated. */
static inline struct die
die_new(const char *what)
{
	const char *given = getenv("LANTERN_SEED");
	uint64_t seed = given != NULL ? strtoull(given, NULL, 0) : (uint64_t)time(NULL);
	struct die die = {seed * 2 + 1, NULL, 0};

	printf("# %s: LANTERN_SEED=%llu\n", what, (unsigned long long)seed);
	for (int i = 0; i < 8; i++)
		(void)die_u64(&die);
	return die;
}

static inline int
die_cases(int cases)
{
	const char *given = getenv("LANTERN_CASES");

	return given != NULL ? (int)((long)cases * atoi(given) / 100) : cases;
}

#endif
