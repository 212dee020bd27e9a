/* watch.c -- the check plans of a watch, and what the answers of a roused woman mean. */
#include "lantern/rules/watch.h"

#include <string.h>

#include "lantern/banned.h"

#define NIGHT_FROM_MIN (23 * 60)
#define NIGHT_UNTIL_MIN (7 * 60)

/* On the day of her release from her arrival on, not only when the night begins. */
static struct check_plan
first_evening(int64_t start_us, int64_t end_us, int32_t max_gap_s)
{
	struct check_plan plan = {start_us, end_us, 1, {{0}}};

	plan.band[0].kind = KIND_SIGN_OF_LIFE;
	plan.band[0].min_gap_s = max_gap_s / 2;
	plan.band[0].max_gap_s = max_gap_s;
	return plan;
}

static struct check_plan
nights(int64_t start_us, int64_t end_us, int32_t max_gap_s)
{
	return (struct check_plan){start_us,
				   end_us,
				   1,
				   {{NIGHT_FROM_MIN, NIGHT_UNTIL_MIN, KIND_SIGN_OF_LIFE,
				     max_gap_s / 2, max_gap_s, 0}}};
}

/* When the night that began the evening before is over. */
static int64_t
morning_of(const struct zone *zone, int32_t day)
{
	return zone_instant(zone, day, NIGHT_UNTIL_MIN * 60);
}

int64_t
watch_release_question(const struct rules_settings *settings, const struct zone *zone,
		       int32_t released_day, int64_t after_us)
{
	const int32_t days[2] = {settings->release_watch_days, settings->release_review_days};
	int64_t next = US_NEVER;

	for (size_t i = 0; i < 2; i++) {
		int64_t us = morning_of(zone, released_day + days[i]);

		if (us > after_us && (next == US_NEVER || us < next))
			next = us;
	}
	return next;
}

bool
watch_release(const struct rules_settings *settings, const struct zone *zone,
	      const struct release *release, struct watch_terms *out)
{
	int64_t now_us = release->now_us;
	int64_t step_us = zone_instant(zone, release->day + settings->release_first_nights,
				       NIGHT_FROM_MIN * 60);
	int64_t night_us = zone_instant(zone, release->day, NIGHT_FROM_MIN * 60);

	memset(out, 0, sizeof *out);
	out->decide_us = watch_release_question(settings, zone, release->day, now_us);
	if (out->decide_us == US_NEVER)
		return false;
	out->again_us = watch_release_question(settings, zone, release->day, out->decide_us);
	out->least_us = morning_of(zone, release->day + settings->release_watch_days);
	if (out->least_us < now_us)
		out->least_us = US_NEVER;
	if (settings->release_first_nights > 0 && zone_wall(zone, now_us).day == release->day &&
	    night_us > now_us)
		out->plan[out->plan_count++] =
			first_evening(now_us, night_us, settings->release_first_max_s);
	if (step_us > now_us && settings->release_first_nights > 0)
		out->plan[out->plan_count++] =
			nights(now_us, step_us, settings->release_first_max_s);
	out->plan[out->plan_count++] =
		nights(step_us > now_us ? step_us : now_us, US_ENDLESS, settings->release_max_s);
	return true;
}

void
watch_intoxication(const struct rules_settings *settings, int64_t now_us, struct watch_terms *out)
{
	memset(out, 0, sizeof *out);
	out->least_us = now_us + settings->rouse_least_s * US_PER_S;
	out->decide_us = out->least_us;
	out->again_us = US_NEVER;
	out->plan_count = 1;
	out->plan[0] = (struct check_plan){
		now_us,
		US_ENDLESS,
		1,
		{{0, 0, KIND_ROUSE, settings->rouse_min_gap_s, settings->rouse_max_gap_s, 0}}};
	if (settings->rouse_min_gap_s >= settings->rouse_max_gap_s)
		out->plan[0].band[0].min_gap_s = settings->rouse_max_gap_s / 2;
}

bool
watch_may_end(int64_t least_us, int64_t now_us)
{
	return least_us == US_NEVER || now_us >= least_us;
}

bool
watch_tighter(const struct check_plan *plan, struct watch_gaps gaps, int64_t now_us,
	      struct check_plan *out)
{
	bool closer = false;

	*out = *plan;
	out->start_us = now_us;
	out->end_us = US_ENDLESS;
	for (size_t i = 0; i < out->band_count; i++) {
		struct check_band *band = &out->band[i];

		if (band->max_gap_s <= gaps.max_gap_s)
			continue;
		closer = true;
		band->max_gap_s = gaps.max_gap_s;
		band->min_gap_s = gaps.min_gap_s < 0 ? gaps.max_gap_s / 2 : gaps.min_gap_s;
	}
	return closer;
}

struct rouse_verdict
rouse_judge(const struct rouse_answers *a)
{
	struct rouse_verdict verdict = {
		.call_999 = a->rousable == SAID_NO || a->answers == SAID_NO ||
			    a->follows_request == SAID_NO || a->may_be_illness == SAID_YES,
		.second = a->rousable == SAID_UNCLEAR || a->answers == SAID_UNCLEAR ||
			  a->follows_request == SAID_UNCLEAR || a->may_be_illness == SAID_UNCLEAR,
	};

	verdict.second |= verdict.call_999;
	return verdict;
}
