/* meeting_parts.c -- what planning, holding and preparing a three-way meeting have in common. */
#include "lantern/app_meetings.h"

#include <string.h>

#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

const char *const meeting_voices[VOICE_COUNT + 1] = {"resident", "keyworker", "practitioner", NULL};

struct problem *
meeting_withheld(struct req *r, json_t *json)
{
	if (json_is_true(json_object_get(json, "whole")))
		return NULL;
	return problem(r, PROBLEM_NOT_ALLOWED,
		       "Her record is restricted: her meetings are kept by those named for her.");
}

struct problem *
meeting_over(struct req *r, json_t *json)
{
	json_t *meeting = json_object_get(json, "meeting");

	if (!json_is_true(json_object_get(meeting, "closed")))
		return NULL;
	return problem(r, PROBLEM_CONFLICT, "%s has written up this meeting.",
		       facts_text(meeting, "by"));
}

void
meeting_guard(json_t *record, const struct stay_facts *facts, json_t *json)
{
	json_t *guard = json_object_get(record, "guard");

	if (guard == NULL) {
		guard = json_array();
		json_object_set_new(record, "guard", guard);
	}
	json_array_append_new(guard, json_pack("{s:s, s:O}", "meetings", facts->stay, "stands",
					       json_object_get(json, "stands")));
}

void
meeting_write_to(struct req *r, json_t *record, const struct stay_facts *facts,
		 const struct meeting_letter *letter)
{
	json_t *one;
	size_t i;

	json_array_foreach(letter->staff, i, one) {
		const char *staff = json_string_value(one);

		if (staff == NULL || *staff == '\0' || strcmp(staff, r->who->staff) == 0)
			continue;
		outbox_put(record, &(struct outbox_message){.letter = letter->letter,
							    .now_us = r->now,
							    .premises = facts->premises,
							    .staff = staff,
							    .about = letter->meeting,
							    .cause = letter->cause});
	}
	json_decref(letter->staff);
}
