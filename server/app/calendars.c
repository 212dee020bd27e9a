/*
 * calendars.c -- three-way meetings for people's own calendars (features 54; RFC 5545): the
 * invitation to one, and a private feed of all.
 *
 * It leaves the building, so it says when and nothing of whom: no name, no CRN, no premises. What
 * it is about is at its address, after signing in.
 */
#include "lantern/app.h"

#include <libical/ical.h>
#include <stdlib.h>

#include "lantern/clock.h"
#include "lantern/facts/basis.h"
#include "lantern/guesses.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define SUMMARY "Three-way meeting, room to be agreed"
#define MAKER "-//Lantern//Three-way meetings//EN"
#define NO_CALENDAR "There is no calendar at this address."

static step_fn invitation_read, calendar_read;

static icaltimetype
utc_time(int64_t us)
{
	return icaltime_from_timet_with_zone((time_t)(us / CLOCK_US), 0,
					     icaltimezone_get_utc_timezone());
}

static bool
is_cancelled(json_t *entry)
{
	return json_is_true(json_object_get(entry, "cancelled"));
}

static icalcomponent *
event_of(struct req *r, json_t *entry)
{
	const char *id = facts_text(entry, "id");
	int64_t starts_us = facts_us(entry, "starts_us", 0);
	int64_t ends_us = starts_us + facts_us(entry, "minutes", 0) * 60 * CLOCK_US;
	icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	icalproperty *const properties[] = {
		icalproperty_new_uid(id),
		icalproperty_new_sequence((int)facts_us(entry, "sequence", 0)),
		icalproperty_new_dtstamp(utc_time(r->now)),
		icalproperty_new_dtstart(utc_time(starts_us)),
		icalproperty_new_dtend(utc_time(ends_us)),
		icalproperty_new_summary(SUMMARY),
		icalproperty_new_url(req_printf(r, "%s/open/%s", req_public_url(r), id)),
		icalproperty_new_class(ICAL_CLASS_PRIVATE),
		icalproperty_new_status(is_cancelled(entry) ? ICAL_STATUS_CANCELLED
							    : ICAL_STATUS_CONFIRMED),
		NULL,
	};

	for (icalproperty *const *property = properties; *property; property++)
		icalcomponent_add_property(event, *property);
	return event;
}

/* The whole calendar as text, lines folded and ended as the standard asks. */
static const char *
calendar_text(struct req *r, icalproperty_method method, json_t *entries)
{
	icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	const char *kept;
	json_t *entry;
	char *text;
	size_t i;

	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(calendar, icalproperty_new_prodid(MAKER));
	icalcomponent_add_property(calendar, icalproperty_new_method(method));
	json_array_foreach(entries, i, entry) {
		icalcomponent_add_component(calendar, event_of(r, entry));
	}
	text = icalcomponent_as_ical_string_r(calendar);
	if (text == NULL)
		log_die("out_of_memory");
	kept = req_strdup(r, text);
	free(text);
	icalcomponent_free(calendar);
	return kept;
}

static struct problem *
answer(struct req *r, icalproperty_method method, json_t *entries)
{
	const char *text = calendar_text(r, method, entries);

	json_decref(entries);
	return req_answer_as(r,
			     req_printf(r, "text/calendar; charset=utf-8; method=%s",
					icalproperty_method_to_string(method)),
			     text);
}

/* ---------------------------------------------------------------- one */

/* GET /api/meetings/{id}/invitation.ics */
struct problem *
meeting_invitation(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_MEETING_INVITATION, PARAMS(req_param(r, "id"), r->route->path),
		       invitation_read);
}

static struct problem *
invitation_read(struct req *r, const struct rows *rows)
{
	json_t *entries;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND,
			       "There is no such meeting, or you may not see it.");
	entries = json_loads(rows_text(rows, "entries"), 0, NULL);
	req_header_set(r, "Content-Disposition", "attachment; filename=\"three-way-meeting.ics\"");
	return answer(r,
		      is_cancelled(json_array_get(entries, 0)) ? ICAL_METHOD_CANCEL
							       : ICAL_METHOD_REQUEST,
		      entries);
}

/* ---------------------------------------------------------------- a feed */

/* GET /calendar/{token}.ics: whoever holds the address. */
struct problem *
calendar_get(struct req *r, const struct rows *none)
{
	char hash[TOKEN_HASH_SIZE];

	(void)none;
	if (!guesses_left(req_address(r), r->now))
		return problem_retry(problem(r, PROBLEM_TOO_MANY, "%s", ""), GUESSES_S);
	session_token_hash(req_param(r, "token"), hash);
	return req_ask(r, SQL_CALENDAR_GET, PARAMS(req_strdup(r, hash)), calendar_read);
}

static struct problem *
calendar_read(struct req *r, const struct rows *rows)
{
	const char *entries = rows_text(rows, "entries");

	if (entries == NULL) {
		guesses_count(req_address(r), r->now);
		return problem(r, PROBLEM_NOT_FOUND, NO_CALENDAR);
	}
	return answer(r, ICAL_METHOD_PUBLISH, json_loads(entries, 0, NULL));
}
