/*
 * watch.h -- a watch begins: closer checks with a reason, from now until somebody decides
 * (features 31, 32, 18; docs/plan.md).
 *
 * A watch is a row and check plans of origin watch that name it. The tightest plan in force wins, so
 * one more can only tighten; ending is a decision of its own (server/app/watches.c).
 */
#ifndef LANTERN_FACTS_WATCH_H
#define LANTERN_FACTS_WATCH_H

#include "lantern/facts/record.h"
#include "lantern/rules/plan.h"

#define WATCH_PLANS_MAX 2

struct watch_new {
	const char *id;	    /* uuid */
	const char *reason; /* release rule intoxication concern incident */
	const char *words;  /* "" when there are none */
	const char *author; /* staff uuid */
	int64_t least_us;   /* US_NEVER: may end at any time */
	int64_t decide_us;  /* when the question is put first; US_NEVER: not by itself */
	size_t plan_count;
	struct check_plan plan[WATCH_PLANS_MAX]; /* start_us now or later */
};

/*
 * Puts into `record` everything that follows: rows, her intervals reckoned anew (record_verdict, so
 * call it once a document), the deadline watch.decide, the event watch.began with the board's part.
 * The caller has put the guard. Returns what closed and opened, for the answer; release it. False,
 * and nothing is put, when she has PLANS_MAX plans.
 */
bool watch_begin(json_t *record, const struct stay_facts *facts, const struct watch_new *watch,
		 struct record_parts *parts);

/* Her open watches as a board row has them; `with` (taken, may be NULL) is put last, `without` (a
 * uuid or NULL) left out. New reference. */
json_t *watches_row(const struct stay_facts *facts, json_t *with, const char *without);

#endif
