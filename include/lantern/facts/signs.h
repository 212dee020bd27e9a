/*
 * signs.h -- what was seen of her and what rules she has, from the JSON of their queries to the
 * structs of rules/sign.h. Instants in it are microseconds since 1970 UTC, ids are text.
 */
#ifndef LANTERN_FACTS_SIGNS_H
#define LANTERN_FACTS_SIGNS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "lantern/facts/basis.h"
#include "lantern/rules/sign.h"

/* {id, sign, state, shift_us, seen_us, recorded_us}. False when it has another shape. */
bool facts_read_sighting(json_t *object, struct sighting *out);

/* A rule in force, with members proposal (uuid or null) and watched. */
bool facts_read_rule(json_t *object, struct sign_rule *out);

/* The bytes of each member `sign` of an array of objects; `out` holds as many. */
void facts_read_signs(json_t *array, uint8_t (*out)[16]);

/* The object of this sign among the member `signs` of a query's JSON; NULL: not hers. Borrowed. */
json_t *sign_of(json_t *json, const char *id);

/*
 * Open proposals (of lantern.proposals_open) as the board row and its events have them: without the
 * words of a woman whose record is restricted, and without the one that was just decided (uuid or
 * NULL). New reference.
 */
json_t *proposals_row(const struct stay_facts *facts, json_t *open, const char *but);

#endif
