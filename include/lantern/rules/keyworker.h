/*
 * keyworker.h -- who is suggested as her keyworker (features 116): the one she had before, then
 * whoever is asked to hold the most beside what she holds. A person decides; nobody is ranked.
 */
#ifndef LANTERN_RULES_KEYWORKER_H
#define LANTERN_RULES_KEYWORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct keyworker_candidate {
	const char *name;
	bool now;	       /* her keyworker as it is: no suggestion */
	bool away;	       /* on leave on that day: neither */
	int32_t holds;	       /* women, without this one */
	int32_t capacity;      /* how many she is asked to hold; 0: none, so no suggestion */
	int64_t held_until_us; /* when she was her keyworker last; US_NEVER: never */
};

/*
 * Puts the places of those who are suggested into `order`, which holds `count`, best first, and
 * returns how many they are. *previous: the first is whom she had before, who is neither away nor
 * full. The others stand by the share of their capacity that is taken, by name where that is equal.
 */
size_t keyworker_suggest(const struct keyworker_candidate *candidates, size_t count, size_t *order,
			 bool *previous);

#endif
