/*
 * window.h -- between when and when she is to be seen next (features 25, 26).
 *
 * The interval is a maximum in elapsed time since the last effective check. With M(t) and m(t) the
 * greatest and least gap in force at t:
 *
 *	latest = the first t > last with t - last >= M(t)  (a tighter band may come in sooner)
 *	from   = the first t > last with t - last >= m(t); where a tighter band cuts the window
 *		 short, already M - m before latest, but never before last + m (both as at latest)
 *	drawn  = by draw.h, in [from, latest]
 */
#ifndef LANTERN_RULES_WINDOW_H
#define LANTERN_RULES_WINDOW_H

#include "lantern/rules/draw.h"
#include "lantern/rules/plan.h"
#include "lantern/rules/settings.h"

/* With no band in force for this long after now, nothing is required yet. */
#define WINDOW_HORIZON_US (72 * US_PER_HOUR)

struct window {
	int64_t from_us, latest_us;   /* last < from <= latest, whenever a min gap is above 0 */
	int32_t min_gap_s, max_gap_s; /* in force at latest_us */
	enum check_class check_class;
};

struct window_ask {
	const struct plan_set *plans;
	const struct zone *zone;
	int64_t last_us; /* last effective check of this kind, or since when she is to be seen */
	int64_t now_us;	 /* the search goes from WINDOW_HORIZON_US before it to as long after */
};

/* False when nothing of this kind is required within the horizon. */
bool window_find(const struct window_ask *ask, enum check_kind kind, int32_t enhanced_max_gap_s,
		 struct window *out);

/* rouse: rouse; a max gap up to the setting (60 min): enhanced; else routine. */
enum check_class class_for(enum check_kind kind, int32_t max_gap_s, int32_t enhanced_max_gap_s);

/* A time in the window, whole seconds after last_us where one lies in it; steps the seed once. */
int64_t window_draw(const struct window *window, int64_t last_us, struct draw_range variation,
		    uint64_t *seed);

#endif
