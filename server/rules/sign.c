/* sign.c -- what was seen of her, shift by shift, and whether a rule has come true. */
#include "lantern/rules/sign.h"

#include <string.h>

#include "lantern/banned.h"

static const char *const state_words[SIGHTING_STATE_COUNT] = {"seen", "not_seen", "not_known"};

const char *
sighting_state_word(enum sighting_state state)
{
	return (unsigned)state < SIGHTING_STATE_COUNT ? state_words[state] : NULL;
}

enum sighting_state
sighting_state_of(const char *word)
{
	int state = 0;

	while (state < SIGHTING_STATE_COUNT &&
	       (word == NULL || strcmp(state_words[state], word) != 0))
		state++;
	return (enum sighting_state)state;
}

bool
sighting_newer(const struct sighting *a, const struct sighting *b)
{
	if (a->seen_us != b->seen_us)
		return a->seen_us > b->seen_us;
	if (a->recorded_us != b->recorded_us)
		return a->recorded_us > b->recorded_us;
	return memcmp(a->id, b->id, sizeof a->id) > 0;
}

/* The last time up to us at which the wall clock showed this second, its first coming. */
static int64_t
last_instant(const struct zone *zone, int64_t us, int32_t second)
{
	int32_t day = zone_wall(zone, us).day;
	int64_t at_us = zone_instant(zone, day, second);

	return at_us <= us ? at_us : zone_instant(zone, day - 1, second);
}

int64_t
shift_begin(const struct rules_settings *settings, const struct zone *zone, int64_t us)
{
	int64_t last = US_NEVER;

	for (int32_t i = 0; i < settings->shift_end_count && i < SHIFT_ENDS_MAX; i++) {
		int64_t end = last_instant(zone, us, settings->shift_end_min[i] * 60);

		last = end > last ? end : last;
	}
	return last != US_NEVER ? last : last_instant(zone, us, 0);
}

size_t
strip_shifts(const struct rules_settings *settings, const struct zone *zone, int64_t now_us,
	     int64_t out[STRIP_SHIFTS_MAX])
{
	int64_t at_us = shift_begin(settings, zone, now_us);
	size_t count = 0;

	while (count < STRIP_SHIFTS_MAX && at_us > now_us - STRIP_DAYS * US_PER_DAY) {
		out[count++] = at_us;
		at_us = shift_begin(settings, zone, at_us - 1);
	}
	return count;
}

/* ---------------------------------------------------------------- has a rule come true */

static bool
among(const uint8_t (*ids)[16], size_t count, const uint8_t id[16])
{
	for (size_t i = 0; i < count; i++)
		if (memcmp(ids[i], id, sizeof *ids) == 0)
			return true;
	return false;
}

static bool
same_shift(const struct sighting *a, const struct sighting *b)
{
	return a->shift_us == b->shift_us && memcmp(a->sign, b->sign, sizeof a->sign) == 0;
}

/* What the newest row of this sign and shift says. */
static enum sighting_state
stands(const struct sign_basis *basis, const struct sighting *of)
{
	const struct sighting *newest = of;

	for (size_t i = 0; i < basis->count; i++)
		if (same_shift(&basis->sighting[i], of) &&
		    sighting_newer(&basis->sighting[i], newest))
			newest = &basis->sighting[i];
	return newest->state;
}

/* It was seen, is a sign of the rule and still hers, and nobody has reviewed it since. */
static bool
concerns(const struct sign_basis *basis, const struct sign_rule *rule, const struct sighting *one)
{
	return one->state == SIGHTING_SEEN && one->seen_us > basis->reviewed_us &&
	       among(rule->sign, rule->sign_count, one->sign) &&
	       among(basis->hers, basis->hers_count, one->sign);
}

/* How many signs and shifts count in the stretch that ends with until_us. */
static int32_t
count_until(const struct sign_basis *basis, const struct sign_rule *rule, int64_t until_us,
	    bool *counts)
{
	int64_t after_us = until_us - rule->window_s * US_PER_S;
	int32_t count = 0;

	memset(counts, 0, basis->count * sizeof *counts);
	for (size_t i = 0; i < basis->count; i++) {
		const struct sighting *one = &basis->sighting[i];
		bool newest = true;

		if (one->seen_us <= after_us || one->seen_us > until_us ||
		    !concerns(basis, rule, one) || stands(basis, one) != SIGHTING_SEEN)
			continue;
		for (size_t k = 0; k < i; k++)
			if (counts[k] && same_shift(&basis->sighting[k], one)) {
				newest = sighting_newer(one, &basis->sighting[k]);
				counts[k] = !newest;
				count -= newest;
			}
		counts[i] = newest;
		count += newest;
	}
	return count;
}

/* The next end of a stretch after this one that still holds the new sighting; US_ENDLESS: none. */
static int64_t
next_end(const struct sign_basis *basis, const struct sign_rule *rule, int64_t after_us)
{
	int64_t holds_us = basis->sighting[basis->just].seen_us + rule->window_s * US_PER_S;
	int64_t next = US_ENDLESS;

	for (size_t i = 0; i < basis->count; i++) {
		int64_t seen_us = basis->sighting[i].seen_us;

		if (seen_us > after_us && seen_us < holds_us && seen_us < next)
			next = seen_us;
	}
	return next;
}

enum rule_answer
rule_judge(const struct sign_basis *basis, const struct sign_rule *rule, bool *counts)
{
	const struct sighting *just = &basis->sighting[basis->just];
	int64_t until_us = just->seen_us;

	memset(counts, 0, basis->count * sizeof *counts);
	if (!concerns(basis, rule, just) || stands(basis, just) != SIGHTING_SEEN || rule->watched)
		return RULE_QUIET;
	if (rule->proposed)
		return RULE_JOINS;
	for (; until_us != US_ENDLESS; until_us = next_end(basis, rule, until_us))
		if (count_until(basis, rule, until_us, counts) >= rule->sightings)
			return RULE_FIRES;
	memset(counts, 0, basis->count * sizeof *counts);
	return RULE_QUIET;
}

/* ---------------------------------------------------------------- shift by shift */

/* shifts go back in time: the first that began by then. */
static size_t
shift_of(const int64_t *shifts, size_t count, int64_t us)
{
	size_t place = 0;

	while (place < count && shifts[place] > us)
		place++;
	return place;
}

void
strip_fill(const struct sign_basis *basis, const uint8_t sign[16], const struct strip_span *span,
	   struct strip_dot *dots)
{
	const struct sighting *newest[STRIP_SHIFTS_MAX] = {NULL};

	memset(dots, 0, span->count * sizeof *dots);
	for (size_t i = 0; i < basis->count; i++) {
		const struct sighting *one = &basis->sighting[i];
		size_t place = shift_of(span->shifts, span->count, one->seen_us);

		if (place == span->count || memcmp(one->sign, sign, sizeof one->sign) != 0)
			continue;
		dots[place].looked = true;
		dots[place].seen += one->state == SIGHTING_SEEN;
		if (newest[place] == NULL || sighting_newer(one, newest[place])) {
			newest[place] = one;
			dots[place].state = one->state;
		}
	}
}

bool
strip_gap(const int64_t *shifts, const struct strip_dot *dots, size_t count, int64_t from_us)
{
	if (count < 3 || from_us > shifts[2])
		return false;
	for (size_t i = 1; i <= 2; i++)
		if (dots[i].looked && dots[i].state != SIGHTING_NOT_KNOWN)
			return false;
	return true;
}
