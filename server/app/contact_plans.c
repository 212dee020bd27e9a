/*
 * contact_plans.c -- "how to be with me": how she wants to be met at her door (features 42). Each
 * change is another version; none is overwritten.
 */
#include "lantern/app.h"

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct contact_put {
	struct stay_write write;
	const char *how, *reason;
	int64_t based_on;
	int consent;
	json_t *sleep_options;
};

static stay_decide_fn decide_contact;

static const char *const consents[] = {"agreed", "declined", "not_asked", NULL};
static const char *const options[] = {"door_ajar",   "red_torch", "bed_pad", "listen_first",
				      "lamp_switch", "say_name",  NULL};

static const struct field option = {"option", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = options};
static const struct field contact_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"based_on", FIELD_INTEGER, FIELD_REQUIRED, AT(struct contact_put, based_on), .min = 0,
	 .max = 1000000},
	{"how", FIELD_TEXT, FIELD_REQUIRED, AT(struct contact_put, how), .min = 1, .max = 600},
	{"sleep_options", FIELD_ARRAY, 0, AT(struct contact_put, sleep_options), .min = 0, .max = 6,
	 .items = &option},
	{"consent", FIELD_ENUM, FIELD_REQUIRED, AT(struct contact_put, consent),
	 .one_of = consents},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct contact_put, reason), .min = 1,
	 .max = 500},
	{0},
};

/* PUT /api/contact-plans/{id} */
struct problem *
contact_plan_put(struct req *r, const struct rows *none)
{
	struct contact_put *c = req_alloc(r, sizeof(*c));
	struct problem *p = req_read(r, contact_fields, c);

	(void)none;
	if (p)
		return p;
	if (c->consent != 0 && json_array_size(c->sleep_options) > 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/sleep_options",
				  "These need her consent.");
	c->write.id = req_param(r, "id");
	c->write.basis = SQL_CHECK_BASIS;
	c->write.decide = decide_contact;
	return stay_write_start(r, &c->write);
}

/* The board shows words, not codes: "door ajar, red torch". */
static json_t *
sleep_words(struct req *r, json_t *codes)
{
	char *text = req_strdup(r, ""), *at;
	json_t *code;
	size_t i;

	json_array_foreach(codes, i, code)
		text = req_printf(r, "%s%s%s", text, i ? ", " : "", json_string_value(code));
	for (at = text; *at; at++)
		if (*at == '_')
			*at = ' ';
	return record_text(text);
}

static struct problem *
record_contact(struct req *r, const struct contact_put *c, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "contact.changed", .happened_us = r->now};
	json_t *record = record_begin(facts), *row = record_stay_row(facts), *how;
	int version = (int)c->based_on + 1;

	json_object_update_new(
		row, json_pack("{s:s, s:i, s:s, s:o, s:s, s:s, s:s, s:o}", "id", c->write.id,
			       "version", version, "how", c->how, "sleep_options",
			       c->sleep_options ? json_incref(c->sleep_options) : json_array(),
			       "consent", consents[c->consent], "reason", c->reason, "author_id",
			       r->who->staff, "at", record_iso(r->now)));
	record_row(record, "contact_plan", row);
	how = json_pack("{s:s, s:o, s:i}", "text", c->how, "sleep",
			sleep_words(r, c->sleep_options), "version", version);
	event.data = json_pack("{s:i, s:s, s:O}", "version", version, "contact", c->write.id, "how",
			       how);
	record_event(record, facts, &event);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:i, s:o}", "id", c->write.id, "version", version, "how", how));
}

static struct problem *
decide_contact(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct contact_put *c = r->ctx;
	json_t *current = json_object_get(json, "contact");

	if (facts_us(current, "version", 0) == c->based_on)
		return record_contact(r, c, facts);
	return problem_member_json(
		problem_at(r, PROBLEM_EDIT_CONFLICT, "/based_on",
			   "Somebody else changed this first. Look at it and decide again."),
		"current", json_text(r, json_incref(current)));
}
