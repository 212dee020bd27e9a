/*
 * record.h -- from a verdict to the document that lantern.record() makes true in one statement (docs/design.md).
 *
 * Whoever judged uses this, request or deadline, so that the same verdict always leaves the same rows, deadlines and
 * events. A document is a json_t object that the caller owns; what is put in is copied unless it says "takes".
 */
#ifndef LANTERN_FACTS_RECORD_H
#define LANTERN_FACTS_RECORD_H

#include <jansson.h>
#include <stdint.h>

#include "lantern/facts/basis.h"
#include "lantern/rules/stay.h"

/* An empty document, stamped with now. */
json_t *record_new(int64_t now_us);

/* Nothing is written unless this stay's checks still have the version the facts were read at. */
void record_guard(json_t *record, const struct stay_facts *facts);

/* One row to insert; takes `row`, whose names are the table's columns. */
void record_row(json_t *record, const char *table, json_t *row);

/* Closes what is still open: takes {id, and the columns that end it}. */
void record_end(json_t *record, const char *table, json_t *end);

/* The next version of her checks, for a change that no verdict makes: whoever decided at the same time decides again. */
void record_bump(json_t *record, const struct stay_facts *facts);

/* A row without its own columns yet: {stay_id, resident_id, premises_id}. */
json_t *record_stay_row(const struct stay_facts *facts);

struct record_event {
	const char *kind;
	int64_t happened_us;
	json_t *board; /* what a locked board may see; taken; NULL: nothing */
	json_t *data;  /* the rest; taken; NULL: nothing */
};

void record_event(json_t *record, const struct stay_facts *facts, const struct record_event *event);

/* A deadline about `subject` (uuid) of this stay. */
void record_deadline(json_t *record, const struct stay_facts *facts, const char *kind, const char *subject,
		     int64_t due_us);

/* Open deadlines of that kind and subject come to nothing. */
void record_void(json_t *record, const char *kind, const char *subject);

/* What is kept with everything that a verdict closes; NULL where there is nothing. */
struct record_why {
	const char *visit;	  /* that closed it: only what is done gets it */
	const char *late_reason;  /* only what is done late gets it */
	const char *late_words;
	const char *close_reason; /* only what is not required gets it: a person says why one was missed */
	const char *acknowledged_by; /* staff uuid, for ALARM_ACKNOWLEDGED */
	int64_t recorded_us;	  /* she was met with then: nothing may be recorded before it; 0: she was not */
};

/* The same, as the board shows it: new arrays and objects, owned by the caller. */
struct record_parts {
	json_t *closed; /* [{id, kind, source, state, late}] */
	json_t *opened; /* [requirement] */
	json_t *alarm;	/* after the verdict; null when nothing became of it */
	char alarm_id[UUID_SIZE]; /* of the alarm after the verdict, "" when there is none */
};

/*
 * Everything that follows from the verdict: closings, openings, deadlines, the alarm with its event, the running state.
 * Fills `parts` for the event that the caller adds (visit.recorded, presence.changed ...); release them afterwards.
 */
void record_verdict(json_t *record, const struct stay_facts *facts, const struct stay_verdict *verdict,
		    const struct record_why *why, struct record_parts *parts);
void record_parts_release(struct record_parts *parts);

/* Instants as JSON: RFC 3339 text, null for US_NEVER and US_ENDLESS. */
json_t *record_iso(int64_t us);

/* Text or null. */
json_t *record_text(const char *text);

#endif
