/* draw.c -- one uniform draw from a stored seed, away from the gap before. */
#include "lantern/rules/draw.h"

#include "lantern/banned.h"

/* splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014. */
#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

uint64_t
draw_seed(uint64_t seed, uint64_t number)
{
	return mix(mix(seed + GOLDEN) ^ (number * GOLDEN));
}

/* The values of [low, high], if any. */
static int64_t
size_of(int64_t low, int64_t high)
{
	return high < low ? 0 : high - low + 1;
}

int32_t
draw_gap(const struct draw_range *range, uint64_t *seed)
{
	int64_t min = range->min_gap_s, max = range->max_gap_s, previous = range->previous_gap_s;
	int64_t away = previous < 0 ? 0 : (previous * range->variation_percent + 99) / 100;
	int64_t below_end = previous - away < max ? previous - away : max;
	int64_t above_start = previous + away > min ? previous + away : min;
	int64_t below = size_of(min, below_end), above = size_of(above_start, max), place;

	*seed += GOLDEN;
	if (away == 0) { /* nothing to keep away from: the whole range */
		below = size_of(min, max);
		above = 0;
	}
	if (below + above == 0)
		return (int32_t)(max - previous > previous - min ? max : min);
	/* n values from 32 bits: no chance is off by more than n parts in 2^32. */
	place = (int64_t)(((mix(*seed) >> 32) * (uint64_t)(below + above)) >> 32);
	return (int32_t)(place < below ? min + place : above_start + place - below);
}

bool
gaps_predictable(const int32_t *gaps_s, size_t count, int32_t percent)
{
	int64_t sum = 0, least, most;

	if (count < GAPS_KEPT)
		return false;
	least = most = gaps_s[0];
	for (size_t i = 0; i < GAPS_KEPT; i++) {
		sum += gaps_s[i];
		least = gaps_s[i] < least ? gaps_s[i] : least;
		most = gaps_s[i] > most ? gaps_s[i] : most;
	}
	return (most - least) * 100 * GAPS_KEPT < percent * sum;
}
