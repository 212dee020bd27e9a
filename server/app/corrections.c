/*
 * corrections.c -- an entry was wrong (features 91): the entry stays, and another stands beside it.
 *
 * Withdrawn: this did not happen to her. All that it had closed is owed again, unless another visit
 * met it; her intervals run from the visits that are left, so what is past its time is overdue at
 * once and sounds. Otherwise the correction says what was really seen at that time, which may count
 * for less than the entry, never for more: whoever saw more records a visit of its own.
 * Requirements that the entry still meets stay closed by it.
 */
#include "lantern/app_visit.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/record.h"
#include "lantern/problem.h"
#include "lantern/rules/change.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static bool
has_word(json_t *array, const char *word)
{
	json_t *item;
	size_t i;

	json_array_foreach(array, i, item)
		if (strcmp(json_string_value(item), word) == 0)
			return true;
	return false;
}

/*
 * What the corrected entry is worth, into verdict.meets; false when it would count for more than
 * the entry did.
 */
static bool
take_meets(struct visit_case *c, json_t *entry)
{
	const struct visit_body *body = c->body;
	struct sleep_facts seen = {body->breathing == 1, body->movement == 1, body->position == 1};
	json_t *met = json_object_get(entry, "meets");
	int k;

	for (k = 0; k < KIND_COUNT && body->withdrawn != 1; k++) {
		enum check_kind kind = (enum check_kind)k;

		c->verdict.meets[k] = outcome_completes((enum check_outcome)body->outcome, seen,
							kind, c->facts->settings.strict);
		if (c->verdict.meets[k] && !has_word(met, kind_word(kind)))
			return false;
	}
	return true;
}

static struct problem *
refuse(struct req *r, struct visit_case *c, json_t *entry)
{
	const struct visit_body *body = c->body;
	struct sleep_facts seen = {body->breathing == 1, body->movement == 1, body->position == 1};

	if (strcmp(facts_text(entry, "stay"), c->facts->stay) != 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/corrects",
				  "There is no such entry about her.");
	if (json_is_true(json_object_get(entry, "corrected")) ||
	    json_is_true(json_object_get(entry, "withdrawn")))
		return problem_at(r, PROBLEM_CONFLICT, "/corrects",
				  "That entry was corrected already. Correct its correction.");
	if (body->reason == NULL || *body->reason == '\0')
		return problem_at(r, PROBLEM_REASON_NEEDED, "/reason",
				  "Say what was wrong with the entry.");
	if (body->withdrawn != 1 && !outcome_facts_suffice((enum check_outcome)body->outcome, seen))
		return problem_at(
			r, PROBLEM_INVALID_INPUT, "/breathing",
			"Asleep counts when you saw her breathing, and movement or her position.");
	if (!take_meets(c, entry))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/outcome",
				  "A correction can't count for more than the entry did. Record "
				  "what you saw as a visit of its own.");
	return NULL;
}

/*
 * ---------------------------------------------------------------- her checks as if it had not been
 */

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/*
 * Gaps between the visits that are left, newest first, as far as they lie in her present time here.
 */
static void
take_gaps(struct stay_basis *basis, const int64_t *seen_us, size_t count)
{
	size_t i;

	basis->gap_count = 0;
	for (i = 0; i + 1 < count && basis->gap_count < GAPS_KEPT &&
		    seen_us[i + 1] >= basis->present_since_us;
	     i++)
		basis->gaps_s[basis->gap_count++] =
			(int32_t)((seen_us[i] - seen_us[i + 1]) / US_PER_S);
}

/*
 * Her last contacts, gaps and last record without the entry, but with what of it the correction
 * still says.
 */
static void
take_course(struct visit_case *c, json_t *entry, struct stay_basis *basis)
{
	bool seen = c->verdict.meets[KIND_SIGN_OF_LIFE], counted = !seen;
	int64_t done_us = facts_us(entry, "done_us", 0), seen_us[GAPS_KEPT + 1];
	json_t *others = json_object_get(entry, "others"), *other;
	size_t i, count = 0;
	int k;

	basis->previous_event_us = facts_us(entry, "moved_us", US_NEVER);
	if (c->body->withdrawn != 1)
		basis->previous_event_us = later(basis->previous_event_us, done_us);
	for (k = 0; k < KIND_COUNT; k++)
		basis->last_us[k] = later(facts_us(json_object_get(entry, "last"),
						   kind_word((enum check_kind)k), US_NEVER),
					  c->verdict.meets[k] ? done_us : US_NEVER);
	json_array_foreach(others, i, other) {
		int64_t at_us = facts_us(other, "done_us", US_NEVER);

		basis->previous_event_us = later(basis->previous_event_us, at_us);
		if (!counted && at_us < done_us && count <= GAPS_KEPT) {
			seen_us[count++] = done_us;
			counted = true;
		}
		if (json_array_size(json_object_get(other, "meets")) > 0 && count <= GAPS_KEPT)
			seen_us[count++] = at_us;
	}
	take_gaps(basis, seen_us, count);
}

static bool
take_undone(struct visit_case *c, json_t *entry, struct correction_claim *claim)
{
	json_t *closed = json_object_get(entry, "closed"), *object;
	size_t i;

	claim->count = 0;
	json_array_foreach(closed, i, object) {
		if (claim->count == OPEN_MAX ||
		    !facts_read_requirement(object, &claim->undone[claim->count]))
			return false;
		if (!c->verdict.meets[claim->undone[claim->count].kind])
			claim->count++;
	}
	return true;
}

/* ---------------------------------------------------------------- recording */

/*
 * What the board shows as her last visit now: the correction itself or the latest of the others;
 * null when there is none.
 */
static json_t *
last_after(const struct visit_case *c, json_t *entry, const char *initials)
{
	json_t *other = json_array_get(json_object_get(entry, "others"), 0);

	if (c->body->withdrawn != 1 &&
	    facts_us(other, "done_us", US_NEVER) <= facts_us(entry, "done_us", US_NEVER))
		return visit_last(c->row, initials);
	if (other == NULL)
		return json_null();
	return visit_last(other, initials ? facts_text(other, "by") : NULL);
}

/* What locked boards see, and what the rest see besides. */
static void
correction_event(json_t *record, const struct req *r, struct visit_case *c, json_t *entry)
{
	struct record_event event = {.kind = "visit.recorded", .happened_us = c->verdict.done_us};
	json_t *visit = json_copy(c->row);

	if (json_is_true(json_object_get(c->facts->json, "restricted"))) {
		json_object_del(visit, "note");
		json_object_del(visit, "reason");
	}
	event.board = board_of(&c->parts);
	json_object_set_new(event.board, "visit", last_after(c, entry, NULL));
	json_object_set_new(event.board, "predictable", json_boolean(c->verdict.stay.predictable));
	event.data = json_pack("{s:s, s:b, s:o, s:o}", "corrects", c->body->corrects, "withdrawn",
			       c->body->withdrawn == 1, "visit", visit, "last_visit",
			       last_after(c, entry, r->who->initials));
	record_event(record, c->facts, &event);
}

static struct problem *
record_correction(struct req *r, struct visit_case *c, json_t *entry)
{
	struct record_why why = {.close_reason = "an entry was corrected"};
	json_t *record = record_new(r->now);

	c->row = visit_row(r, c);
	json_object_set(c->row, "room_id", json_object_get(entry, "room"));
	if (c->body->withdrawn == 1)
		json_object_set(c->row, "outcome", json_object_get(entry, "outcome"));
	record_guard(record, c->facts);
	c->parts = record_verdict(record, c->facts, &c->verdict.stay, &why);
	correction_event(record, r, c, entry);
	return visit_finish(r, c, record);
}

struct problem *
visit_corrected(struct req *r, struct visit_case *c)
{
	json_t *entry = json_object_get(c->json, "corrects");
	struct correction_claim *claim = req_alloc(r, sizeof(*claim));
	struct problem *p = refuse(r, c, entry);

	if (p)
		return p;
	c->verdict.done_us = facts_us(entry, "done_us", 0);
	c->verdict.entered_us = r->now;
	take_course(c, entry, &c->facts->basis);
	if (!take_undone(c, entry, claim))
		return problem(r, PROBLEM_FAULT, "What the entry had closed could not be read.");
	correction_judge(&c->facts->basis, claim, &c->verdict.stay);
	return record_correction(r, c, entry);
}
