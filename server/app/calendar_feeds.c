/*
 * calendar_feeds.c -- a worker's private calendar address: made, looked after, revoked.
 *
 * The address is a secret of 32 random bytes. It is shown once, and only its digest is kept: no
 * receipt either, which would keep the answer. Who loses it makes another, and the former is
 * nobody's.
 */
#include "lantern/app.h"

#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct feed {
	char token[TOKEN_SIZE];
};

static step_fn mine_read, make_loaded, made, revoke_loaded, revoked;

static const struct field no_fields[] = {{0}};

static struct problem *
ask_basis(struct req *r, const char *id, step_fn *next)
{
	return req_ask(r, SQL_CALENDAR_FEED_BASIS, PARAMS(id), next);
}

/* GET /api/me/calendar-feed */
struct problem *
calendar_feed_mine(struct req *r, const struct rows *none)
{
	(void)none;
	return ask_basis(r, NULL, mine_read);
}

static struct problem *
mine_read(struct req *r, const struct rows *rows)
{
	json_t *basis = json_loads(rows_text(rows, "basis"), 0, NULL);

	json_object_del(basis, "asked");
	return req_answer(r, 200, json_text(r, basis));
}

static void
tell(struct req *r, json_t *record, const char *kind, const char *feed)
{
	write_event(r, record,
		    &(struct write_event){
			    kind, NULL, NULL, NULL,
			    json_pack("{s:s, s:s}", "staff", r->who->staff, "feed", feed)});
}

static void
end_feed(struct req *r, json_t *record, const char *id)
{
	record_end(record, "calendar_feed",
		   json_pack("{s:s, s:o}", "id", id, "revoked_at", record_iso(r->now)));
	tell(r, record, "calendar.revoked", id);
}

/* ---------------------------------------------------------------- made */

/* PUT /api/calendar-feeds/{id} */
struct problem *
calendar_feed_put(struct req *r, const struct rows *none)
{
	struct feed *feed = req_alloc(r, sizeof(*feed));
	struct problem *p = req_read(r, no_fields, feed);

	(void)none;
	r->ctx = feed;
	return p ? p : ask_basis(r, req_param(r, "id"), make_loaded);
}

static struct problem *
make_loaded(struct req *r, const struct rows *rows)
{
	struct feed *feed = r->ctx;
	const char *id = req_param(r, "id"), *former;
	json_t *basis = json_loads(rows_text(rows, "basis"), 0, NULL), *record;
	char hash[TOKEN_HASH_SIZE];

	if (json_is_object(json_object_get(basis, "asked"))) {
		json_decref(basis);
		return problem(r, PROBLEM_ID_REUSED,
			       "This address was made already, and is shown once. Make a new one.");
	}
	record = record_new(r->now);
	former = facts_text(json_object_get(basis, "feed"), "id");
	if (*former)
		end_feed(r, record, former);
	session_token_new(feed->token, hash);
	record_row(record, "calendar_feed",
		   json_pack("{s:s, s:s, s:o, s:o}", "id", id, "staff_id", r->who->staff,
			     "token_hash", json_sprintf("\\x%s", hash), "made_at",
			     record_iso(r->now)));
	tell(r, record, "calendar.made", id);
	json_decref(basis);
	return write_ask(r, record, NULL, made);
}

static struct problem *
made(struct req *r, const struct rows *rows)
{
	const struct feed *feed = r->ctx;

	(void)rows;
	return req_answer(r, 201,
			  json_text(r, json_pack("{s:s, s:s, s:o}", "id", req_param(r, "id"),
						 "token", feed->token, "path",
						 json_sprintf("/calendar/%s.ics", feed->token))));
}

/* ---------------------------------------------------------------- revoked */

/* POST /api/calendar-feeds/{id}/revoke */
struct problem *
calendar_feed_revoke_post(struct req *r, const struct rows *none)
{
	struct feed nothing;
	struct problem *p = req_read(r, no_fields, &nothing);

	(void)none;
	return p ? p : ask_basis(r, req_param(r, "id"), revoke_loaded);
}

static struct problem *
revoke_loaded(struct req *r, const struct rows *rows)
{
	json_t *basis = json_loads(rows_text(rows, "basis"), 0, NULL), *record;
	json_t *asked = json_object_get(basis, "asked");
	bool there = json_is_object(asked), over = json_is_true(json_object_get(asked, "revoked"));

	json_decref(basis);
	if (!there)
		return problem(r, PROBLEM_NOT_FOUND, "You have no such calendar address.");
	if (over)
		return revoked(r, NULL);
	record = record_new(r->now);
	end_feed(r, record, req_param(r, "id"));
	return write_ask(r, record, NULL, revoked);
}

static struct problem *
revoked(struct req *r, const struct rows *rows)
{
	(void)rows;
	return req_answer(r, 200, json_text(r, json_pack("{s:s}", "id", req_param(r, "id"))));
}
