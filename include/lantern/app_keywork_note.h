/*
 * app_keywork_note.h -- one note of a session, between its judging (keywork.c) and its recording
 * (keywork_record.c).
 */
#ifndef LANTERN_APP_KEYWORK_NOTE_H
#define LANTERN_APP_KEYWORK_NOTE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lantern/app_checks.h"
#include "lantern/app_keywork.h"

enum note_kind { NOTE_SESSION, NOTE_ATTEMPT };

/* The body; texts are "" where there is nothing, words their place in the list or -1. */
struct session_put {
	struct stay_write write;
	const char *place, *not_held_words, *she_said, *we_did, *went_well, *purposeful;
	const char *next_topic, *her_correction, *corrects;
	int64_t happened_us, begun_us, minutes;
	int kind, without_devices, not_held, nothing_yet, came, went, did_we, sensitive;
	int read_with_her, changes_plan;
	json_t *tags, *own_tags, *suggestion, *skills, *actions, *moments;
};

/* One judgement of one note. */
struct noting {
	struct session_put *put;
	const struct stay_facts *facts;
	json_t *json; /* of the query */
	json_t *record;
	bool shared;
};

/* What was agreed in it; it is dated by the day of the session. */
struct agreed note_agreed(struct req *r, const struct noting *note);

/* Last of the judging: all that becomes true with it. */
struct problem *note_record(struct req *r, struct noting *note);

#endif
