/* keyworker.c -- her previous keyworker first, then who has the most room. */
#include "lantern/rules/keyworker.h"

#include <string.h>

#include "lantern/rules/zone.h"

#include "lantern/banned.h"

static bool
may_hold(const struct keyworker_candidate *c)
{
	return !c->now && !c->away && c->capacity > 0;
}

/* Whom she had last of those who may hold her and have room; NULL when there is nobody. */
static const struct keyworker_candidate *
find_previous(const struct keyworker_candidate *candidates, size_t count)
{
	const struct keyworker_candidate *last = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct keyworker_candidate *c = &candidates[i];

		if (!c->now && c->held_until_us != US_NEVER &&
		    (last == NULL || c->held_until_us > last->held_until_us))
			last = c;
	}
	return last && may_hold(last) && last->holds < last->capacity ? last : NULL;
}

/* A share is compared without dividing. */
static bool
is_before(const struct keyworker_candidate *a, const struct keyworker_candidate *b)
{
	int64_t mine = (int64_t)a->holds * b->capacity, other = (int64_t)b->holds * a->capacity;

	return mine != other ? mine < other : strcmp(a->name, b->name) < 0;
}

size_t
keyworker_suggest(const struct keyworker_candidate *candidates, size_t count, size_t *order,
		  bool *previous)
{
	const struct keyworker_candidate *first = find_previous(candidates, count);
	size_t found = 0, from, place;

	*previous = first != NULL;
	if (first)
		order[found++] = (size_t)(first - candidates);
	from = found;
	for (size_t i = 0; i < count; i++) {
		if (&candidates[i] == first || !may_hold(&candidates[i]))
			continue;
		for (place = found;
		     place > from && is_before(&candidates[i], &candidates[order[place - 1]]);
		     place--)
			order[place] = order[place - 1];
		order[place] = i;
		found++;
	}
	return found;
}
