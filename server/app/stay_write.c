/*
 * stay_write.c -- receipts, the right woman, the PIN, and trying again when somebody else was
 * first.
 */
#include "lantern/app_checks.h"

#include <assert.h>
#include <string.h>

#include "lantern/app.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn write_load, write_loaded, write_pin_good, write_second_good, write_stale, write_done;

#define BASIS_PARAMS_MAX 5

const struct field write_second_fields[] = {
	{"staff", FIELD_UUID, FIELD_REQUIRED, AT(struct stay_write, second_staff)},
	{"pin", FIELD_SECRET, FIELD_REQUIRED, AT(struct stay_write, second_pin), .min = 6,
	 .max = 6},
	{0},
};

/*
 * What was claimed, without the PINs: they are no part of the record, and who sends it again may
 * enter them anew.
 */
static void
take_digest(struct req *r, struct stay_write *w)
{
	json_t *body = json_deep_copy(req_body(r));

	json_object_del(json_object_get(body, "second"), "pin");
	json_digest(body, "pin", w->digest);
	json_decref(body);
}

struct problem *
pin_shape(struct req *r, const char *pin, const char *pointer)
{
	if (pin == NULL || (strlen(pin) == 6 && strspn(pin, "0123456789") == 6))
		return NULL;
	return problem_at(r, PROBLEM_INVALID_INPUT, pointer, "A PIN is six digits.");
}

struct problem *
crn_shape(struct req *r, const char *crn)
{
	if (strcmp(crn, "restricted") == 0 ||
	    (strlen(crn) == 7 && *crn >= 'A' && *crn <= 'Z' && strspn(crn + 1, "0123456789") == 6))
		return NULL;
	return problem_at(r, PROBLEM_INVALID_INPUT, "/crn",
			  "A CRN is a capital letter and six digits.");
}

struct problem *
stay_write_read(struct req *r, const struct field *fields, struct stay_write *w)
{
	struct problem *p = req_read(r, fields, w);

	return p ? p : stay_write_start(r, w);
}

struct problem *
stay_write_start(struct req *r, struct stay_write *w)
{
	struct problem *p = NULL;

	if (w->second) {
		json_take(r, w->second, write_second_fields, w);
		p = pin_shape(r, w->second_pin, "/second/pin");
	}
	if (p == NULL)
		p = pin_shape(r, w->pin, "/pin");
	if (p == NULL && w->crn)
		p = crn_shape(r, w->crn);
	if (p)
		return p;
	r->ctx = w;
	take_digest(r, w);
	return write_load(r, NULL);
}

static struct problem *
write_load(struct req *r, const struct rows *none)
{
	const struct stay_write *w = r->ctx;
	const char *of_stay[] = {w->id, w->stay, w->crn, w->more[0], w->more[1], params_end};
	const char *of_thing[] = {w->of, w->id, w->more[0], w->more[1], NULL, params_end};
	const char **params = w->of ? of_thing : of_stay;

	(void)none;
	assert(queries[w->basis].params <= BASIS_PARAMS_MAX);
	params[queries[w->basis].params] = params_end;
	return req_ask(r, w->basis, params, write_loaded);
}

/* ---------------------------------------------------------------- who, and about whom */

/*
 * From a terminal that others use too, the PIN is asked again when the last action was a while ago.
 */
static bool
pin_is_due(const struct req *r, json_t *settings)
{
	int64_t again_us = facts_us(settings, "pin_again_s", 30) * CLOCK_US;

	return *r->who->terminal &&
	       (r->who->last_action_us == CLOCK_NONE || r->now - r->who->last_action_us > again_us);
}

/* A locked screen of the premises, where the route lets one write. */
static bool
is_locked_screen(const struct req *r, const char *premises)
{
	return (r->route->who & R_TERMINAL) != 0 && *r->who->staff == '\0' &&
	       strcmp(r->who->terminal_premises, premises) == 0;
}

static struct problem *
refuse(struct req *r, json_t *json)
{
	json_t *basis = json_object_get(json, "basis");
	const char *premises = facts_text(basis, "premises");
	const struct stay_write *w = r->ctx;
	struct problem *p;

	if (!is_locked_screen(r, premises) && (p = place_fault(r, premises, r->route->who)) != NULL)
		return p;
	if ((w->stay || w->crn) && !json_is_true(json_object_get(json, "right")))
		return problem_field(problem(r, PROBLEM_WRONG_WOMAN, "This stay is that of %s.",
					     facts_text(json, "whose")),
				     "/crn", "This is not her CRN.");
	if (!w->of_past && !json_is_true(json_object_get(basis, "arrived")))
		return problem(r, PROBLEM_NOT_RESIDENT,
			       "Nothing more can be recorded about this stay.");
	return NULL;
}

/* What is known goes to the feature, as loaded or, after a PIN was checked, read again. */
static struct problem *
decide(struct req *r)
{
	const struct stay_write *w = r->ctx;
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	json_t *json = w->parsed ? json_incref(w->parsed) : json_loads(w->text, 0, NULL);
	struct problem *p;

	if (facts_read(facts, json_object_get(json, "basis"), r->now)) {
		p = w->decide(r, facts, json);
	} else {
		log_error(r->id, "basis_unreadable route=%s stay=%s", r->route->path, facts->stay);
		p = problem(r, PROBLEM_FAULT, "What is known of her checks could not be read.");
	}
	json_decref(json);
	return p;
}

/* A second name counts only with that person's own PIN. */
static struct problem *
second_signs(struct req *r)
{
	const struct stay_write *w = r->ctx;

	if (w->second_staff == NULL || w->second_good)
		return decide(r);
	if (strcmp(w->second_staff, r->who->staff) == 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/second/staff",
				  "The second name must be another person's.");
	return pin_check(r, w->second_staff, w->second_pin, write_second_good);
}

static struct problem *
go_on(struct req *r, json_t *json)
{
	struct stay_write *w = r->ctx;
	struct problem *p = refuse(r, json);

	if (p)
		return p;
	if (w->pin && !w->pin_good)
		return pin_check(r, r->who->staff, w->pin, write_pin_good);
	if (w->pin_asked && !w->pin_good &&
	    pin_is_due(r, json_object_get(json_object_get(json, "basis"), "settings")))
		return problem_field(problem(r, PROBLEM_PIN_NEEDED,
					     "Enter your PIN to record this as yourself."),
				     "/pin", "Enter your PIN.");
	return second_signs(r);
}

static struct problem *
write_loaded(struct req *r, const struct rows *rows)
{
	struct stay_write *w = r->ctx;
	struct problem *p;
	json_t *json, *receipt;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such record among yours.");
	w->text = req_strdup(r, rows_text(rows, "basis"));
	json = w->parsed = json_loads(w->text, 0, NULL);
	w->premises = req_strdup(r, facts_text(json_object_get(json, "basis"), "premises"));
	receipt = json_object_get(json, "receipt");
	if (w->for_locked && *r->who->staff == '\0')
		w->for_locked(json_object_get(receipt, "answer"));
	p = json_is_object(receipt) ? write_again(r, receipt, w->digest) : go_on(r, json);
	w->parsed = NULL;
	json_decref(json);
	return p;
}

static struct problem *
write_pin_good(struct req *r, const struct rows *none)
{
	struct stay_write *w = r->ctx;

	(void)none;
	w->pin_good = true;
	return second_signs(r);
}

static struct problem *
write_second_good(struct req *r, const struct rows *none)
{
	struct stay_write *w = r->ctx;

	(void)none;
	w->second_good = true;
	return decide(r);
}

/* ---------------------------------------------------------------- the feature's side */

struct problem *
problem_at(struct req *r, enum problem_kind kind, const char *pointer, const char *detail)
{
	return problem_field(problem(r, kind, "%s", detail), pointer, "%s", detail);
}

json_t *
board_of(const struct record_parts *parts)
{
	return json_pack("{s:O, s:O}", "closed", parts->closed, "opened", parts->opened);
}

static void
add_receipt(struct req *r, json_t *record, int status, json_t *answer)
{
	const struct stay_write *w = r->ctx;

	json_object_set_new(record, "receipt",
			    json_pack("{s:s, s:s, s:s, s:i, s:O, s:s}", "id", w->id, "route",
				      r->route->path, "digest", w->digest, "status", status,
				      "answer", answer, "premises", w->premises));
}

struct problem *
stay_write_record(struct req *r, json_t *record, int status, json_t *answer)
{
	struct stay_write *w = r->ctx;

	if (w->id)
		add_receipt(r, record, status, answer);
	w->answer = json_text(r, answer);
	return write_ask(r, record, write_stale, w->id ? NULL : write_done);
}

static struct problem *
write_stale(struct req *r, const struct rows *none)
{
	struct stay_write *w = r->ctx;

	(void)none;
	if (++w->tries < WRITE_TRIES)
		return write_load(r, NULL);
	return problem_retry(problem(r, PROBLEM_AWAY, "Others are recording about her just now."),
			     1);
}

static struct problem *
write_done(struct req *r, const struct rows *rows)
{
	const struct stay_write *w = r->ctx;

	(void)rows;
	return req_answer(r, 200, w->answer);
}
