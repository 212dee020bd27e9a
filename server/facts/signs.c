/* signs.c -- from the JSON of queries to sightings, signs and rules. */
#include "lantern/facts/signs.h"

#include <string.h>

#include "lantern/banned.h"

bool
facts_read_sighting(json_t *object, struct sighting *out)
{
	facts_uuid_bytes(facts_text(object, "id"), out->id);
	facts_uuid_bytes(facts_text(object, "sign"), out->sign);
	out->state = sighting_state_of(facts_text(object, "state"));
	out->shift_us = facts_us(object, "shift_us", US_NEVER);
	out->seen_us = facts_us(object, "seen_us", US_NEVER);
	out->recorded_us = facts_us(object, "recorded_us", US_NEVER);
	return out->state < SIGHTING_STATE_COUNT && out->seen_us != US_NEVER;
}

bool
facts_read_rule(json_t *object, struct sign_rule *out)
{
	json_t *signs = json_object_get(object, "signs"), *sign;
	size_t i;

	memset(out, 0, sizeof *out);
	out->sign_count = json_array_size(signs);
	if (out->sign_count == 0 || out->sign_count > RULE_SIGNS_MAX)
		return false;
	json_array_foreach(signs, i, sign) {
		facts_uuid_bytes(json_string_value(sign), out->sign[i]);
	}
	out->sightings = (int32_t)facts_us(object, "sightings", 0);
	out->window_s = (int32_t)facts_us(object, "window_s", 0);
	out->proposed = json_is_string(json_object_get(object, "proposal"));
	out->watched = json_is_true(json_object_get(object, "watched"));
	return out->sightings > 0 && out->window_s > 0;
}

void
facts_read_signs(json_t *array, uint8_t (*out)[16])
{
	json_t *object;
	size_t i;

	json_array_foreach(array, i, object) {
		facts_uuid_bytes(facts_text(object, "sign"), out[i]);
	}
}

json_t *
sign_of(json_t *json, const char *id)
{
	json_t *sign;
	size_t i;

	json_array_foreach(json_object_get(json, "signs"), i, sign)
		if (strcmp(facts_text(sign, "sign"), id) == 0)
			return sign;
	return NULL;
}

json_t *
proposals_row(const struct stay_facts *facts, json_t *open, const char *but)
{
	json_t *row = json_array(), *proposal, *sighting;
	size_t i, k;

	json_array_foreach(open, i, proposal) {
		if (but && strcmp(facts_text(proposal, "id"), but) == 0)
			continue;
		proposal = json_deep_copy(proposal);
		json_array_append_new(row, proposal);
		if (!facts_restricted(facts))
			continue;
		json_array_foreach(json_object_get(proposal, "sightings"), k, sighting) {
			json_object_set_new(sighting, "words", json_null());
		}
	}
	return row;
}
