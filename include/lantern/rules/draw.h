/*
 * draw.h -- when, inside its window, the next check is to be made (features 25, 27).
 *
 * Nobody may learn the rhythm. The drawn time is kept for audit with the seed it came from: same
 * seed, same draw.
 */
#ifndef LANTERN_RULES_DRAW_H
#define LANTERN_RULES_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GAPS_KEPT 6

struct draw_range {
	int32_t min_gap_s, max_gap_s; /* 0 <= min <= max; the draw includes both */
	int32_t previous_gap_s;	      /* the gap just ended; below 0: none */
	int32_t variation_percent;    /* of the previous gap, by which the new one must differ */
};

/*
 * A whole number of seconds, uniform over what the range and the variation leave; when they leave
 * nothing, the end of the range farthest from the previous gap (the earlier of two as far). Steps
 * the seed once (splitmix64).
 */
int32_t draw_gap(const struct draw_range *range, uint64_t *seed);

/* A seed for one purpose, from another seed and a number: the same again for the same. */
uint64_t draw_seed(uint64_t seed, uint64_t number);

/* The last GAPS_KEPT gaps (newest first) differ by less than percent of their mean. Fewer: no. */
bool gaps_predictable(const int32_t *gaps_s, size_t count, int32_t percent);

#endif
