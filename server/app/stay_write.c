/*
 * stay_write.c -- receipts, the right woman, the PIN, and trying again when somebody else was
 * first.
 */
#include "lantern/app_checks.h"

#include <string.h>

#include "lantern/app.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn write_pin_good, write_stale, write_done;

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
stay_write_start(struct req *r)
{
	struct stay_write *w = r->ctx;
	struct problem *p = pin_shape(r, w->pin, "/pin");

	if (p == NULL && w->crn)
		p = crn_shape(r, w->crn);
	if (p)
		return p;
	take_digest(r, w);
	return w->load(r, NULL);
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
	if (json_is_false(json_object_get(json, "right")))
		return problem_field(problem(r, PROBLEM_WRONG_WOMAN, "This stay is that of %s.",
					     facts_text(json, "whose")),
				     "/crn", "This is not her CRN.");
	if (!w->of_past && !json_is_true(json_object_get(basis, "arrived")))
		return problem(r, PROBLEM_NOT_RESIDENT,
			       "Nothing more can be recorded about this stay.");
	return NULL;
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
	return w->judge(r, NULL);
}

struct problem *
stay_write_loaded(struct req *r, const struct rows *rows)
{
	struct stay_write *w = r->ctx;
	struct problem *p;
	json_t *json, *receipt;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such record among yours.");
	w->basis = req_strdup(r, rows_text(rows, "basis"));
	json = w->parsed = json_loads(w->basis, 0, NULL);
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
	return w->judge(r, NULL);
}

/* ---------------------------------------------------------------- the judge's side */

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

json_t *
stay_write_basis(struct req *r, struct stay_facts *facts, struct problem **p)
{
	struct stay_write *w = r->ctx;
	json_t *json = w->parsed ? json_incref(w->parsed) : json_loads(w->basis, 0, NULL);

	*p = NULL;
	if (facts_read(facts, json_object_get(json, "basis"), r->now))
		return json;
	log_error(r->id, "basis_unreadable route=%s stay=%s", r->route->path, facts->stay);
	*p = problem(r, PROBLEM_FAULT, "What is known of her checks could not be read.");
	json_decref(json);
	return NULL;
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
		return w->load(r, NULL);
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
