/*
 * record.h -- from a verdict to the document that lantern.record() makes true in one statement
 * (docs/design.md).
 *
 * Whoever judged uses this, request or deadline, so that the same verdict always leaves the same
 * rows, deadlines and events. A document is a json_t object that the caller owns; what is put in is
 * copied unless it says "takes".
 */
#ifndef LANTERN_FACTS_RECORD_H
#define LANTERN_FACTS_RECORD_H

#include <jansson.h>
#include <stdint.h>

#include "lantern/facts/basis.h"
#include "lantern/rules/stay.h"

/* An empty document, stamped with now. */
json_t *record_new(int64_t now_us);

/*
 * The document of a change to what is known of her that no verdict makes (record_verdict()):
 * guarded, and her checks get their next version.
 */
json_t *record_begin(const struct stay_facts *facts);

/* Nothing is written unless this stay's checks still have the version the facts were read at. */
void record_guard(json_t *record, const struct stay_facts *facts);

/* One row to insert; takes `row`, whose names are the table's columns. */
void record_row(json_t *record, const char *table, json_t *row);

/* Closes what is still open: takes {id, and the columns that end it}. */
void record_end(json_t *record, const char *table, json_t *end);

/*
 * The next version of her checks, for a change that no verdict makes: whoever decided at the same
 * time decides again.
 */
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

struct record_due {
	const char *kind;
	const char *subject; /* uuid of what of this stay it is about */
	int64_t due_us;
};

void record_deadline(json_t *record, const struct stay_facts *facts, const struct record_due *due);

/* Open deadlines of that kind and subject come to nothing. */
void record_void(json_t *record, const char *kind, const char *subject);

/* What is kept with everything that a verdict closes; NULL where there is nothing. */
struct record_why {
	const char *visit;	 /* that closed it: only what is done gets it */
	const char *late_reason; /* only what is done late gets it */
	const char *late_words;
	const char *close_reason; /* only what is not required; why one was missed, a person says */
	const char *acknowledged_by; /* staff uuid, for ALARM_ACKNOWLEDGED */
	/* nothing about her may be recorded before it any more; 0: no change */
	int64_t recorded_us;
};

/* The same, as the board shows it: new arrays and objects, owned by the caller. */
struct record_parts {
	json_t *closed; /* [{id, kind, source, state, late}] */
	json_t *opened; /* [requirement] */
	json_t *alarm;	/* after the verdict; null when nothing became of it */
};

/*
 * Everything that follows from the verdict: closings, openings, deadlines, the alarm with its
 * event, the running state. The parts are for the event that the caller adds (visit.recorded,
 * presence.changed ...); release them afterwards.
 */
struct record_parts record_verdict(json_t *record, const struct stay_facts *facts,
				   const struct stay_verdict *verdict,
				   const struct record_why *why);
void record_parts_release(struct record_parts *parts);

/* Instants as JSON: RFC 3339 text, null for US_NEVER and US_ENDLESS. */
json_t *record_iso(int64_t us);

/* Text or null. */
json_t *record_text(const char *text);

#endif
