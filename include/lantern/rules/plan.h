/*
 * plan.h -- check plans: how often she is to be seen, and who may make that rarer (rows 23, 41).
 */
#ifndef LANTERN_RULES_PLAN_H
#define LANTERN_RULES_PLAN_H

#include "lantern/rules/outcome.h"
#include "lantern/rules/zone.h"

#define BANDS_MAX 12
#define PLANS_MAX 12

/* min_gap_s below 0: not given, half the max. */
#define MIN_GAP_ABSENT (-1)

struct check_band {
	/* Wall clock, 0..1439; [from, until), over midnight too; equal: the whole day. */
	int32_t from_min, until_min;
	enum check_kind kind;
	int32_t min_gap_s;
	int32_t max_gap_s; /* above 0; a band without it is not in force */
	uint32_t who;	   /* role bits that may do it, opaque here; 0: any worker */
};

/*
 * In force over [start_us, end_us). A plan past its review stays in force until somebody ends it:
 * the review has no member here.
 */
struct check_plan {
	int64_t start_us;
	int64_t end_us; /* US_ENDLESS while nobody has ended it */
	size_t band_count;
	struct check_band band[BANDS_MAX];
};

struct plan_set {
	size_t count;
	struct check_plan plan[PLANS_MAX];
};

/* What counts for one kind at one instant. max_gap_s 0: nothing is in force. */
struct gap_rule {
	int32_t min_gap_s; /* 0 <= min < max */
	int32_t max_gap_s;
	uint32_t who; /* of the band with the smallest max; of several, what they share */
};

/* The tightest over all plans: the smallest max, and the smallest min below it. */
struct gap_rule plan_in_force(const struct plan_set *plans, enum check_kind kind,
			      const struct zone *zone, int64_t us);

/*
 * The first instant after us at which plan_in_force may change for this kind: a band, a plan or the
 * wall clock. US_ENDLESS: never.
 */
int64_t plan_next_change(const struct plan_set *plans, enum check_kind kind,
			 const struct zone *zone, int64_t us);

struct plan_change {
	const struct plan_set *before;
	const struct plan_set *after; /* everything that stands once the change is made */
	int64_t now_us;
};

/*
 * Whether after asks for less than before at any minute of the day, from now_us on and as plans
 * begin and end later: a larger max gap, a dropped band, or a weaker kind in its place. A stricter
 * kind stands for the weaker ones.
 */
bool plan_change_is_reduction(const struct plan_change *change);

enum plan_permit { PLAN_OK, PLAN_NEEDS_SHIFT_LEAD, PLAN_NEEDS_MANAGER, PLAN_NEEDS_REASON };

struct plan_author {
	bool shift_lead; /* she has that role here, or a higher one */
	bool manager;
	bool gave_reason;
};

/*
 * Tightening is anybody's. A reduction needs a shift lead and a reason; one that leaves a gap above
 * floor_max_gap_s, or none at all where there was one, needs the manager and a reason.
 */
enum plan_permit plan_change_may(const struct plan_change *change, const struct plan_author *author,
				 int32_t floor_max_gap_s);

#endif
