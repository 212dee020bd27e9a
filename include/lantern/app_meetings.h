/*
 * app_meetings.h -- what the features about three-way meetings share.
 */
#ifndef LANTERN_APP_MEETINGS_H
#define LANTERN_APP_MEETINGS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lantern/app_checks.h"
#include "lantern/facts/outbox.h"
#include "lantern/req.h"

/* Whose words: resident keyworker practitioner, NULL; hers are first everywhere. */
enum meeting_voice { VOICE_RESIDENT, VOICE_KEYWORKER, VOICE_PRACTITIONER, VOICE_COUNT };
extern const char *const meeting_voices[];

/* not-allowed when she is restricted and the caller is none of those named for her. */
struct problem *meeting_withheld(struct req *r, json_t *json);

/* conflict when the meeting of the basis is over: its outcome stands. */
struct problem *meeting_over(struct req *r, json_t *json);

/* Nothing is written unless her meetings still stand as the basis found them. */
void meeting_guard(json_t *record, const struct stay_facts *facts, json_t *json);

/*
 * A message about a meeting to each of `staff` ([uuid], "" and null passed over) but the caller;
 * `cause` as in outbox.h. Takes `staff`.
 */
struct meeting_letter {
	enum outbox_letter letter;
	const char *meeting, *cause;
	json_t *staff;
};
void meeting_write_to(struct req *r, json_t *record, const struct stay_facts *facts,
		      const struct meeting_letter *letter);

#endif
