/*
 * watch.h -- a watch begins: closer checks with a reason, from now until somebody decides
 * (features 31, 32, 18; docs/plan.md).
 *
 * A watch is a row and check plans of origin watch that name it. The tightest plan in force wins,
 * so one more can only tighten; ending is a decision of its own (server/app/watch_decisions.c).
 */
#ifndef LANTERN_FACTS_WATCH_H
#define LANTERN_FACTS_WATCH_H

#include "lantern/facts/record.h"
#include "lantern/rules/watch.h"

struct watch_new {
	const char *id;	    /* uuid */
	const char *reason; /* release rule intoxication concern incident */
	const char *words;  /* "" when there are none */
	const char *author; /* staff uuid */
	int64_t least_us;   /* US_NEVER: may end at any time */
	int64_t decide_us;  /* when the question is put first; US_NEVER: not by itself */
	size_t plan_count;
	struct check_plan plan[WATCH_PLANS_MAX]; /* start_us now or later; anybody may do them */
};

/*
 * Puts into `record` everything that follows: rows, her intervals reckoned anew (record_verdict, so
 * call it once a document), the deadline watch.decide, the event watch.began with the board's part.
 * The caller has put the guard. Returns what closed and opened, for the answer; release it. False,
 * and nothing is put, when she has PLANS_MAX plans.
 */
bool watch_begin(json_t *record, const struct stay_facts *facts, const struct watch_new *watch,
		 struct record_parts *parts);

/* Rows, deadline and event alone, where a verdict of the caller's own reckons her intervals. */
void watch_record(json_t *record, const struct stay_facts *facts, const struct watch_new *watch,
		  const struct record_parts *parts);

/* One more check plan of a watch: its rows. */
struct watch_plan {
	const char *watch;
	const char *reason; /* in words, never empty */
	const char *author;
	const struct check_plan *plan;
};
void watch_plan_put(json_t *record, const struct stay_facts *facts, const struct watch_plan *plan);

struct watch_more {
	const struct check_plan *plan;
	size_t count;
};

/*
 * Her intervals reckoned anew by her plans and these: what tightening and beginning share.
 * Puts the verdict. False, and nothing is put, when she would have more than PLANS_MAX plans.
 */
bool watch_reckon(json_t *record, const struct stay_facts *facts, const struct watch_more *more,
		  struct record_parts *parts);

/* What became of a watch, told: `kind` watch.began, .tightened, .kept, .ended or .decide_due. */
struct watch_told {
	const char *kind;
	const char *watch;
	json_t *row;			  /* of watches_row; taken */
	const struct record_parts *parts; /* NULL where no check changed */
};
void watch_tell(json_t *record, const struct stay_facts *facts, const struct watch_told *told);

/* One watch as the board has it: {id, reason, from, least_until, decide_at}. New reference. */
struct watch_shape {
	const char *id, *reason;
	int64_t from_us, least_us, decide_us; /* US_NEVER: none */
};
json_t *watch_shown(const struct watch_shape *watch);

/* Her open watch with this id, in the facts. False when it is not open. */
bool watch_find(const struct stay_facts *facts, const char *id, struct watch_shape *out);

/* Her practitioner hears today that it began or ended; staff uuid by whom. */
struct watch_outside {
	bool began;
	const char *author;
};
void watch_tell_practitioner(json_t *record, const struct stay_facts *facts,
			     const struct watch_shape *watch, const struct watch_outside *outside);

/* Her open watches as a board row has them; `with` (taken, may be NULL) is put last, `without` (a
 * uuid or NULL) left out. New reference. */
json_t *watches_row(const struct stay_facts *facts, json_t *with, const char *without);

#endif
