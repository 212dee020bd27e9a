/* basis.c -- from the JSON of lantern.stay_basis to the structs of the rules. */
#include "lantern/facts/basis.h"

#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

#include "lantern/route.h"

#include "lantern/banned.h"

const char *
facts_text(json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

int64_t
facts_us(json_t *object, const char *name, int64_t otherwise)
{
	json_t *value = json_object_get(object, name);

	return json_is_integer(value) ? (int64_t)json_integer_value(value) : otherwise;
}

int32_t
facts_day(const char *date)
{
	int year = 0, month = 1, day = 1;

	(void)sscanf(date, "%4d-%2d-%2d", &year, &month, &day);
	/* The year begins in March, so that the leap day is its last. */
	year -= month <= 2;
	month += month <= 2 ? 9 : -3;
	return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 -
	       719468;
}

void
facts_uuid_bytes(const char *text, uint8_t bytes[16])
{
	memset(bytes, 0, 16);
	(void)uuid_parse(text, bytes); /* "" leaves the nil id */
}

char *
facts_uuid_text(const uint8_t bytes[16], char *out)
{
	uuid_unparse_lower(bytes, out);
	return out;
}

static int32_t
whole(json_t *object, const char *name, int32_t otherwise)
{
	return (int32_t)facts_us(object, name, otherwise);
}

uint32_t
facts_roles(json_t *names)
{
	uint32_t bits = 0;
	json_t *name;
	size_t i;

	json_array_foreach(names, i, name)
		bits |= role_bit(json_string_value(name));
	return bits;
}

static bool
read_band(json_t *object, struct check_band *band)
{
	band->from_min = whole(object, "from_min", -1);
	band->until_min = whole(object, "until_min", -1);
	band->kind = kind_of(facts_text(object, "kind"));
	band->min_gap_s = whole(object, "min_gap_s", MIN_GAP_ABSENT);
	band->max_gap_s = whole(object, "max_gap_s", 0);
	band->who = facts_roles(json_object_get(object, "who"));
	return band->kind < KIND_COUNT && band->from_min >= 0 && band->until_min >= 0;
}

static bool
read_plan(json_t *object, struct check_plan *plan)
{
	json_t *bands = json_object_get(object, "bands"), *band;
	size_t i;

	plan->start_us = facts_us(object, "start_us", US_NEVER);
	plan->end_us = facts_us(object, "end_us", US_ENDLESS);
	plan->band_count = json_array_size(bands);
	if (plan->band_count > BANDS_MAX)
		return false;
	json_array_foreach(bands, i, band)
		if (!read_band(band, &plan->band[i]))
			return false;
	return plan->start_us != US_NEVER;
}

bool
facts_read_plans(json_t *array, struct plan_set *plans)
{
	json_t *plan;
	size_t i;

	plans->count = json_array_size(array);
	if (plans->count > PLANS_MAX)
		return false;
	json_array_foreach(array, i, plan)
		if (!read_plan(plan, &plans->plan[i]))
			return false;
	return true;
}

bool
facts_read_requirement(json_t *object, struct requirement *out)
{
	facts_uuid_bytes(facts_text(object, "id"), out->id);
	out->source = source_of(facts_text(object, "source"));
	out->kind = kind_of(facts_text(object, "kind"));
	out->check_class = class_of(facts_text(object, "class"));
	out->from_us = facts_us(object, "from_us", US_NEVER);
	out->drawn_us = facts_us(object, "drawn_us", US_NEVER);
	out->latest_us = facts_us(object, "latest_us", US_NEVER);
	out->min_gap_s = whole(object, "min_gap_s", 0);
	out->max_gap_s = whole(object, "max_gap_s", 0);
	out->previous_gap_s = whole(object, "previous_gap_s", -1);
	out->seed = (uint64_t)facts_us(object, "seed", 0);
	return out->source < SOURCE_COUNT && out->kind < KIND_COUNT &&
	       out->check_class < CLASS_COUNT && out->from_us != US_NEVER &&
	       out->latest_us != US_NEVER;
}

static bool
read_open(json_t *array, struct stay_basis *basis)
{
	json_t *object;
	size_t i;

	basis->open_count = json_array_size(array);
	if (basis->open_count > OPEN_MAX)
		return false;
	json_array_foreach(array, i, object)
		if (!facts_read_requirement(object, &basis->open[i]))
			return false;
	return true;
}

static bool
read_alarm(json_t *object, struct alarm *alarm)
{
	alarm->open = json_is_object(object);
	if (!alarm->open)
		return true;
	alarm->check_class = class_of(facts_text(object, "class"));
	alarm->cause = cause_of(facts_text(object, "cause"));
	alarm->opened_us = facts_us(object, "opened_us", 0);
	alarm->rung = whole(object, "rung", 0);
	alarm->rung_us = facts_us(object, "rung_us", 0);
	alarm->quiet_until_us = facts_us(object, "quiet_until_us", US_NEVER);
	return alarm->check_class < CLASS_COUNT && alarm->cause < CAUSE_COUNT;
}

/* Where she is, and since when: out since she left, in since she arrived or came back. */
static bool
read_presence(json_t *json, struct stay_basis *basis)
{
	json_t *movement = json_object_get(json, "movement");

	basis->presence =
		json_is_object(movement) ? presence_of(facts_text(movement, "kind")) : PRESENCE_IN;
	basis->present_since_us = facts_us(json, "present_since_us", US_NEVER);
	basis->previous_event_us = facts_us(json, "last_recorded_us", US_NEVER);
	return basis->presence < PRESENCE_COUNT;
}

/* The first of her open proposals to fall due for a decision, leaving out one (uuid or NULL). */
static int64_t
read_undecided(json_t *proposals, const char *but)
{
	int64_t first_us = US_ENDLESS, by_us;
	json_t *proposal;
	size_t i;

	json_array_foreach(proposals, i, proposal) {
		by_us = facts_us(proposal, "decide_by_us", US_ENDLESS);
		if (but && strcmp(facts_text(proposal, "id"), but) == 0)
			continue;
		first_us = by_us < first_us ? by_us : first_us;
	}
	return first_us;
}

static void
read_course(json_t *json, struct stay_basis *basis)
{
	json_t *gaps = json_object_get(json, "gaps"), *last = json_object_get(json, "last");
	size_t i;

	for (i = 0; i < KIND_COUNT; i++)
		basis->last_us[i] = facts_us(last, kind_word((enum check_kind)i), US_NEVER);
	basis->gap_count = json_array_size(gaps) < GAPS_KEPT ? json_array_size(gaps) : GAPS_KEPT;
	for (i = 0; i < basis->gap_count; i++)
		basis->gaps_s[i] = (int32_t)json_integer_value(json_array_get(gaps, i));
	basis->seed = (uint64_t)facts_us(json, "seed", 0);
	basis->undecided_us = read_undecided(json_object_get(json, "proposals"), NULL);
}

void
facts_decide(struct stay_facts *facts, const char *proposal)
{
	facts->basis.undecided_us =
		read_undecided(json_object_get(facts->json, "proposals"), proposal);
}

bool
facts_restricted(const struct stay_facts *facts)
{
	return json_is_true(json_object_get(facts->json, "restricted"));
}

bool
facts_read(struct stay_facts *facts, json_t *json, int64_t now_us)
{
	struct stay_basis *basis = &facts->basis;

	memset(facts, 0, sizeof(*facts));
	facts->json = json;
	facts->stay = facts_text(json, "stay");
	facts->resident = facts_text(json, "resident");
	facts->premises = facts_text(json, "premises");
	facts->room = facts_text(json, "room");
	facts->movement = facts_text(json_object_get(json, "movement"), "id");
	facts->alarm = facts_text(json_object_get(json, "alarm"), "id");
	facts->version = facts_us(json, "version", 0);
	facts->arrived = json_is_true(json_object_get(json, "arrived"));
	facts->ladder = json_object_get(json, "ladder");
	basis->now_us = now_us;
	basis->zone = facts_zone();
	basis->settings = &facts->settings;
	read_course(json, basis);
	return facts_read_settings(json_object_get(json, "settings"), &facts->settings) &&
	       read_presence(json, basis) &&
	       facts_read_plans(json_object_get(json, "plans"), &basis->plans) &&
	       read_open(json_object_get(json, "open"), basis) &&
	       read_alarm(json_object_get(json, "alarm"), &basis->alarm);
}
