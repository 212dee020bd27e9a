/*
 * watch.h -- how closely she is seen during a watch, and how long at least (features 31, 32;
 * docs/plan.md).
 *
 * A watch asks through check plans; where several stand the tightest counts (plan.h), so beginning
 * or tightening one never makes a check later. Nothing here ends one: a person does.
 */
#ifndef LANTERN_RULES_WATCH_H
#define LANTERN_RULES_WATCH_H

#include "lantern/rules/plan.h"
#include "lantern/rules/settings.h"

#define WATCH_PLANS_MAX 3
#define WATCH_UNCLEAR_MAX_S 900 /* an answer was not clear: at most so long until the next */

/* What a watch asks for when it begins. */
struct watch_terms {
	int64_t least_us;  /* may not end before; US_NEVER: at any time */
	int64_t decide_us; /* when somebody is asked whether it is still needed; US_NEVER: never */
	int64_t again_us;  /* and asked again; US_NEVER: not by itself */
	size_t plan_count;
	struct check_plan plan[WATCH_PLANS_MAX];
};

struct release {
	int64_t now_us;
	int32_t day; /* local day of her release: day 0 */
};

/*
 * From her arrival on the day of her release, and at night, 23:00 to 07:00: at most
 * release_first_max_s apart on the first release_first_nights nights, then, at night alone,
 * release_max_s; the shortest gap is half of each. Night n begins at 23:00 of day n.
 * It may end, and the question is put, when the night before day release_watch_days is over, and
 * again on day release_review_days. False when that day has come: she has been out for long.
 */
bool watch_release(const struct rules_settings *settings, const struct zone *zone,
		   const struct release *release, struct watch_terms *out);

/* The question that is still to come after after_us; US_NEVER: none. */
int64_t watch_release_question(const struct rules_settings *settings, const struct zone *zone,
			       int32_t released_day, int64_t after_us);

/* Rousing checks day and night, rouse_min_gap_s to rouse_max_gap_s, for at least rouse_least_s. */
void watch_intoxication(const struct rules_settings *settings, int64_t now_us,
			struct watch_terms *out);

/* Whether it may end now by its least length. Who may loosen her checks, plan_judge() says. */
bool watch_may_end(int64_t least_us, int64_t now_us);

/*
 * The watch's check plan asked for closer: `plan` with each band at most max_gap_s apart (min_gap_s
 * below 0: half of it), from now_us on. False when no band becomes closer.
 */
struct watch_gaps {
	int32_t min_gap_s, max_gap_s;
};
bool watch_tighter(const struct check_plan *plan, struct watch_gaps gaps, int64_t now_us,
		   struct check_plan *out);

/* The four questions of a rousing check. */
enum rouse_said { SAID_YES, SAID_NO, SAID_UNCLEAR };

struct rouse_answers {
	enum rouse_said rousable, answers, follows_request;
	enum rouse_said may_be_illness; /* or injury */
};

struct rouse_verdict {
	bool call_999; /* she does not rouse, answer or follow, or it may be illness or injury */
	bool second;   /* a second worker, and closer checks: nothing is clear, or 999 is called */
};

struct rouse_verdict rouse_judge(const struct rouse_answers *answers);

#endif
