/*
 * sightings.c -- somebody saw a sign of hers, or looked and did not, or cannot say (features 14 to
 * 17), and what follows of it: a rule that comes true is proposed in the same statement (18).
 *
 *	sighting_put -> ask the basis -> judge each of her rules -> record
 *
 * Whether a rule fires is rules/sign.h; deciding what it proposes is proposals.c.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/clock.h"
#include "lantern/facts/signs.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define SEEN_AGO_MAX_US (7 * US_PER_DAY)
#define DECIDE_S 900 /* proposal_decide_s, where the settings do not say */

struct sighting_put {
	struct stay_write write;
	const char *sign, *words;
	int state;
	int64_t seen_us, clock_offset_ms;
};

/* One judgement of one sighting. */
struct seeing {
	struct stay_facts *facts;
	json_t *json; /* of the query */
	json_t *sign; /* hers, that it is about; borrowed */
	struct sign_basis basis;
	struct sighting *sightings; /* basis.sighting, to fill; the new one last */
	bool *counts;
	json_t *record;
	json_t *open;		 /* her open proposals as they are with it; of json */
	json_t *opened, *joined; /* those of them that rest on it */
};

static stay_decide_fn decide_sighting;

static const char *const states[] = {"seen", "not_seen", "not_known", NULL};

static const struct field sighting_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"sign", FIELD_UUID, FIELD_REQUIRED, AT(struct sighting_put, sign)},
	{"state", FIELD_ENUM, FIELD_REQUIRED, AT(struct sighting_put, state), .one_of = states},
	{"seen_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct sighting_put, seen_us)},
	{"words", FIELD_TEXT, 0, AT(struct sighting_put, words), .max = 300},
	{"clock_offset_ms", FIELD_INTEGER, 0, AT(struct sighting_put, clock_offset_ms),
	 .min = -INT32_MAX, .max = INT32_MAX},
	{0},
};

/* PUT /api/sightings/{id} */
struct problem *
sighting_put(struct req *r, const struct rows *none)
{
	struct sighting_put *s = req_alloc(r, sizeof(*s));
	struct problem *p = req_read(r, sighting_fields, s);

	(void)none;
	if (p)
		return p;
	s->write.id = req_param(r, "id");
	s->write.basis = SQL_SIGHTING_BASIS;
	s->write.more[0] = req_iso(r, s->seen_us);
	s->write.decide = decide_sighting;
	return stay_write_start(r, &s->write);
}

/* ---------------------------------------------------------------- judging */

static struct problem *
refuse(struct req *r, struct sighting_put *s, struct seeing *j)
{
	int64_t slack_us = j->facts->settings.clock_slack_s * US_PER_S;

	j->sign = sign_of(j->json, s->sign);
	if (j->sign == NULL)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/sign",
				  "That is not one of her signs now. Load her page again.");
	if (s->seen_us > r->now + slack_us)
		return problem_at(r, PROBLEM_DONE_TIME_REFUSED, "/seen_at",
				  "That time has not come yet.");
	if (s->seen_us < r->now - SEEN_AGO_MAX_US)
		return problem_at(r, PROBLEM_DONE_TIME_REFUSED, "/seen_at",
				  "That is more than a week ago.");
	if (s->seen_us > r->now)
		s->seen_us = r->now;
	return NULL;
}

static bool
gather(struct req *r, const struct sighting_put *s, struct seeing *j)
{
	json_t *before = json_object_get(j->json, "sightings"), *one;
	json_t *signs = json_object_get(j->json, "signs");
	size_t i, count = json_array_size(before);
	uint8_t(*hers)[16] = req_alloc(r, json_array_size(signs) * sizeof(*hers));
	struct sighting *just;

	j->sightings = req_alloc(r, (count + 1) * sizeof(*j->sightings));
	j->counts = req_alloc(r, (count + 1) * sizeof(*j->counts));
	json_array_foreach(before, i, one)
		if (!facts_read_sighting(one, &j->sightings[i]))
			return false;
	just = &j->sightings[count];
	facts_uuid_bytes(s->write.id, just->id);
	facts_uuid_bytes(s->sign, just->sign);
	just->state = (enum sighting_state)s->state;
	just->seen_us = s->seen_us;
	just->recorded_us = r->now;
	just->shift_us = shift_begin(&j->facts->settings, facts_zone(), s->seen_us);
	facts_read_signs(signs, hers);
	j->basis = (struct sign_basis){
		.hers = (const uint8_t(*)[16])hers,
		.hers_count = json_array_size(signs),
		.sighting = j->sightings,
		.count = count + 1,
		.just = count,
		.reviewed_us = facts_us(j->json, "reviewed_us", US_NEVER),
	};
	return true;
}

/* ---------------------------------------------------------------- what a rule proposes */

/* A sighting as a proposal shows it: the new one, or one of those before. */
static json_t *
evidence(const struct req *r, const struct seeing *j, size_t place)
{
	const struct sighting *one = &j->sightings[place];
	json_t *before = json_array_get(json_object_get(j->json, "sightings"), place);
	char id[UUID_SIZE], sign[UUID_SIZE];

	facts_uuid_text(one->id, id);
	facts_uuid_text(one->sign, sign);
	return json_pack("{s:s, s:s, s:s, s:o, s:s}", "id", id, "sign", sign, "words",
			 facts_text(sign_of(j->json, sign), "words"), "seen_at",
			 record_iso(one->seen_us), "by",
			 before ? facts_text(before, "by") : r->who->display_name);
}

/* In the order in which they were seen, as the page has them. */
static void
put_in_order(json_t *list, json_t *item)
{
	size_t place = json_array_size(list);
	const char *at = facts_text(item, "seen_at"), *id = facts_text(item, "id");
	json_t *other;
	int order;

	while (place > 0) {
		other = json_array_get(list, place - 1);
		order = strcmp(facts_text(other, "seen_at"), at);
		if (order < 0 || (order == 0 && strcmp(facts_text(other, "id"), id) < 0))
			break;
		place--;
	}
	json_array_insert_new(list, place, item);
}

static void
rests_on(const struct req *r, struct seeing *j, json_t *proposal, size_t place)
{
	json_t *row = record_stay_row(j->facts), *item = evidence(r, j, place);

	json_object_del(row, "stay_id");
	json_object_update_new(row, json_pack("{s:O, s:O}", "proposal_id",
					      json_object_get(proposal, "id"), "sighting_id",
					      json_object_get(item, "id")));
	record_row(j->record, "proposal_sighting", row);
	put_in_order(json_object_get(proposal, "sightings"), item);
}

/* The rule has come true: its proposal, and by when somebody has to decide. */
static void
propose(const struct req *r, struct seeing *j, json_t *rule)
{
	json_t *settings = json_object_get(j->facts->json, "settings"), *proposal;
	json_t *row = record_stay_row(j->facts);
	int64_t due_us = r->now + facts_us(settings, "proposal_decide_s", DECIDE_S) * US_PER_S;
	char id[UUID_SIZE];
	size_t i;

	id_ordered(r->now, id);
	json_object_update_new(row, json_pack("{s:s, s:O, s:o, s:o}", "id", id, "rule_id",
					      json_object_get(rule, "id"), "opened_at",
					      record_iso(r->now), "decide_by", record_iso(due_us)));
	record_row(j->record, "proposal", row);
	record_deadline(j->record, j->facts,
			&(struct record_due){"proposal.undecided", id, due_us});
	proposal = json_pack("{s:s, s:O, s:o, s:o, s:O, s:O, s:O, s:n, s:n, s:[]}", "id", id,
			     "rule", json_object_get(rule, "id"), "opened_at", record_iso(r->now),
			     "decide_by", record_iso(due_us), "kind", json_object_get(rule, "kind"),
			     "min_gap_s", json_object_get(rule, "min_gap_s"), "max_gap_s",
			     json_object_get(rule, "max_gap_s"), "watch", "decision", "sightings");
	for (i = 0; i < j->basis.count; i++)
		if (j->counts[i])
			rests_on(r, j, proposal, i);
	json_array_append(j->open, proposal);
	json_array_append_new(j->opened, proposal);
}

static void
join(const struct req *r, struct seeing *j, const char *id)
{
	json_t *proposal;
	size_t i;

	json_array_foreach(j->open, i, proposal)
		if (strcmp(facts_text(proposal, "id"), id) == 0) {
			rests_on(r, j, proposal, j->basis.just);
			json_array_append(j->joined, proposal);
		}
}

static bool
judge_rules(const struct req *r, struct seeing *j)
{
	json_t *rule;
	struct sign_rule terms;
	size_t i;

	json_array_foreach(json_object_get(j->json, "rules"), i, rule) {
		if (!facts_read_rule(rule, &terms))
			return false;
		switch (rule_judge(&j->basis, &terms, j->counts)) {
		case RULE_FIRES:
			propose(r, j, rule);
			break;
		case RULE_JOINS:
			join(r, j, facts_text(rule, "proposal"));
			break;
		case RULE_QUIET:
			break;
		}
	}
	return true;
}

/* ---------------------------------------------------------------- recording */

static void
record_row_of(const struct req *r, const struct sighting_put *s, struct seeing *j)
{
	json_t *row = record_stay_row(j->facts);

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:o}", "id", s->write.id,
			       "sign", s->sign, "state", states[s->state], "shift_at",
			       record_iso(j->sightings[j->basis.just].shift_us), "seen_at",
			       record_iso(s->seen_us), "recorded_at", record_iso(r->now), "words",
			       s->words ? s->words : "", "staff_id", r->who->staff, "terminal_id",
			       record_text(r->who->terminal)));
	record_row(j->record, "sighting", row);
}

/* What the newest row of this sign says in the shift under way; null when nobody looked. */
static json_t *
state_now(const struct seeing *j, json_t *sign)
{
	int64_t shift_us = shift_begin(&j->facts->settings, facts_zone(), j->facts->basis.now_us);
	const struct sighting *newest = NULL;
	uint8_t id[16];
	size_t i;

	facts_uuid_bytes(facts_text(sign, "sign"), id);
	for (i = 0; i < j->basis.count; i++) {
		const struct sighting *one = &j->sightings[i];

		if (one->shift_us == shift_us && memcmp(one->sign, id, sizeof id) == 0 &&
		    (newest == NULL || sighting_newer(one, newest)))
			newest = one;
	}
	return record_text(newest ? sighting_state_word(newest->state) : NULL);
}

/* Her signs as the board has them. */
static json_t *
signs_row(const struct seeing *j)
{
	bool worded = !facts_restricted(j->facts);
	json_t *row = json_array(), *sign;
	size_t i;

	json_array_foreach(json_object_get(j->json, "signs"), i, sign) {
		json_array_append_new(
			row,
			json_pack("{s:O, s:O, s:o, s:o}", "sign", json_object_get(sign, "sign"),
				  "leaning", json_object_get(sign, "leaning"), "words",
				  record_text(worded ? facts_text(sign, "words") : NULL), "state",
				  state_now(j, sign)));
	}
	return row;
}

static void
tell_sighting(const struct req *r, const struct sighting_put *s, struct seeing *j)
{
	struct record_event event = {.kind = "sighting.recorded", .happened_us = s->seen_us};
	json_t *row = json_pack("{s:o}", "signs", signs_row(j));

	if (json_array_size(j->joined) > 0)
		json_object_set_new(row, "proposals", proposals_row(j->facts, j->open, NULL));
	event.data = json_pack("{s:o, s:{s:s, s:s, s:s, s:o, s:o, s:s, s:o}}", "row", row,
			       "sighting", "id", s->write.id, "sign", s->sign, "state",
			       states[s->state], "seen_at", record_iso(s->seen_us), "recorded_at",
			       record_iso(r->now), "by", r->who->display_name, "words",
			       record_text(facts_restricted(j->facts) ? NULL : s->words));
	if (s->clock_offset_ms != FIELD_NO_INTEGER)
		json_object_set_new(event.data, "clock_offset_ms",
				    json_integer(s->clock_offset_ms));
	record_event(j->record, j->facts, &event);
}

static void
tell_proposals(const struct req *r, struct seeing *j)
{
	json_t *proposal;
	size_t i;

	json_array_foreach(j->opened, i, proposal) {
		struct record_event event = {.kind = "proposal.opened", .happened_us = r->now};

		event.data = json_pack("{s:O, s:O, s:{s:o}}", "proposal",
				       json_object_get(proposal, "id"), "rule",
				       json_object_get(proposal, "rule"), "row", "proposals",
				       proposals_row(j->facts, j->open, NULL));
		record_event(j->record, j->facts, &event);
	}
}

/* Whether it was recorded in the week before, so that this week's news has it. */
static bool
seen_this_week(const struct seeing *j)
{
	const struct sighting *just = &j->sightings[j->basis.just], *one;
	size_t i;

	for (i = 0; i < j->basis.just; i++) {
		one = &j->sightings[i];
		if (one->state == SIGHTING_SEEN && memcmp(one->sign, just->sign, 16) == 0 &&
		    one->recorded_us > just->recorded_us - 7 * US_PER_DAY)
			return true;
	}
	return false;
}

/* A strength of hers that was seen is good news, once a week. */
static void
tell_practitioner(struct req *r, const struct sighting_put *s, const struct seeing *j)
{
	if (s->state != SIGHTING_SEEN || strcmp(facts_text(j->sign, "leaning"), "strength") != 0 ||
	    seen_this_week(j))
		return;
	update_tell(j->record, j->facts,
		    &(struct update){.level = UPDATE_WEEKLY,
				     .kind = "good_news",
				     .good = true,
				     .words = req_printf(r, "Seen, and a strength of hers: %s.",
							 facts_text(j->sign, "words")),
				     .about = "sighting",
				     .about_id = s->write.id,
				     .author = r->who->staff},
		    NULL);
}

/* What is done about the sign stands ready once it is seen. */
static json_t *
answer_of(const struct sighting_put *s, const struct seeing *j)
{
	bool seen = s->state == SIGHTING_SEEN;
	json_t *line = seen ? json_incref(json_object_get(j->sign, "line")) : json_null();
	json_t *answer = json_pack("{s:s, s:o, s:o, s:O}", "id", s->write.id, "shift_at",
				   record_iso(j->sightings[j->basis.just].shift_us), "line", line,
				   "proposals", j->joined);

	json_array_extend(json_object_get(answer, "proposals"), j->opened);
	return answer;
}

static struct problem *
judge(struct req *r, struct seeing *j)
{
	struct sighting_put *s = r->ctx;
	struct problem *p = refuse(r, s, j);

	if (p)
		return p;
	/* Two at once each see the other: the one that comes second is judged again. */
	j->record = record_begin(j->facts);
	j->open = json_object_get(j->json, "proposals");
	if (!gather(r, s, j) || !judge_rules(r, j)) {
		json_decref(j->record);
		log_error(r->id, "signs_unreadable stay=%s", j->facts->stay);
		return problem(r, PROBLEM_FAULT, "What is known of her signs could not be read.");
	}
	record_row_of(r, s, j);
	tell_sighting(r, s, j);
	tell_proposals(r, j);
	tell_practitioner(r, s, j);
	return stay_write_record(r, j->record, 201, answer_of(s, j));
}

static struct problem *
decide_sighting(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct seeing *j = req_alloc(r, sizeof(*j));
	struct problem *p;

	j->json = json;
	j->facts = facts;
	j->opened = json_array();
	j->joined = json_array();
	p = judge(r, j);
	json_decref(j->opened);
	json_decref(j->joined);
	return p;
}
