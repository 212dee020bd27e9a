/* change.c -- people decide about her checks, and it counts from now. */
#include "lantern/rules/change.h"

#include <string.h>

#include "lantern/rules/status.h"
#include "lantern/rules/stay_parts.h"

#include "lantern/banned.h"

static bool
window_is(const struct requirement *open, const struct window *window)
{
	return open->from_us == window->from_us && open->latest_us == window->latest_us &&
	       open->min_gap_s == window->min_gap_s && open->max_gap_s == window->max_gap_s &&
	       open->check_class == window->check_class;
}

/* The gap was used up when somebody decided on it, and the time to get to her door runs. */
static bool
time_is_given(const struct stay_basis *basis, const struct requirement *open,
	      const struct window *window, int64_t given_us)
{
	return window->latest_us <= basis->now_us && open->latest_us <= basis->now_us + given_us &&
	       open->min_gap_s == window->min_gap_s && open->max_gap_s == window->max_gap_s &&
	       open->check_class == window->check_class;
}

/* Whether the running interval no longer is what the plans ask for. */
static bool
interval_is_outdated(const struct stay_basis *basis, const struct requirement *open,
		     int64_t given_us)
{
	struct window_ask ask = {&basis->plans, basis->zone,
				 stay_unseen_since_us(basis, open->kind), basis->now_us};
	struct window window;
	bool found;

	if (check_is_overdue(open->latest_us, basis->now_us))
		return false; /* it stays until she is seen */
	found = window_find(&ask, open->kind, basis->settings->enhanced_max_gap_s, &window);
	if (open->source == SOURCE_RETURN)
		return found && window.latest_us < open->latest_us;
	return !found ||
	       !(window_is(open, &window) || time_is_given(basis, open, &window, given_us));
}

/* By when the interval that makes room for this one was due; US_ENDLESS: there was none. */
static int64_t
was_due_us(const struct stay_basis *basis, const struct stay_verdict *verdict, enum check_kind kind)
{
	for (size_t i = 0; i < basis->open_count; i++)
		if (basis->open[i].kind == kind && source_is_interval(basis->open[i].source) &&
		    stay_closed_at(verdict, i) >= 0)
			return basis->open[i].latest_us;
	return US_ENDLESS;
}

static void
give_time(const struct stay_basis *basis, int64_t given_us, struct stay_verdict *verdict)
{
	for (size_t i = 0; i < verdict->open_count; i++) {
		struct requirement *open = &verdict->open[i];
		int64_t was_us = was_due_us(basis, verdict, open->kind);
		int64_t by_us = basis->now_us + given_us;

		if (open->latest_us == basis->now_us)
			open->latest_us = was_us < by_us ? was_us : by_us;
	}
}

/*
 * Reckons every interval anew from the last check, by the plans of this basis. given_us: to get to
 * her door where the gap is used up already.
 */
static void
reckon(const struct stay_basis *basis, int64_t given_us, struct stay_verdict *verdict)
{
	if (basis->presence != PRESENCE_IN)
		return;
	for (size_t i = 0; i < basis->open_count; i++)
		if (source_is_interval(basis->open[i].source) &&
		    interval_is_outdated(basis, &basis->open[i], given_us))
			stay_close(verdict, i, STATE_NOT_REQUIRED, basis->now_us);
	stay_open_intervals(basis, verdict);
	if (given_us > 0)
		give_time(basis, given_us, verdict);
}

void
plan_judge(const struct stay_basis *basis, const struct plan_claim *claim,
	   struct plan_verdict *verdict)
{
	struct plan_change change = {&basis->plans, claim->after, basis->now_us};
	struct stay_basis changed = *basis;

	memset(verdict, 0, sizeof *verdict);
	stay_verdict_init(&verdict->stay, basis);
	verdict->reduction = plan_change_is_reduction(&change);
	verdict->permit =
		plan_change_may(&change, &claim->author, basis->settings->floor_max_gap_s);
	if (verdict->permit != PLAN_OK)
		return;
	changed.plans = *claim->after;
	reckon(&changed, basis->settings->going_s * US_PER_S, &verdict->stay);
	/* A watch begins when a proposal is confirmed, and that may be what the alarm was for. */
	stay_settle_alarm(&changed, stay_standing_cause(basis), &verdict->stay);
}

static const struct {
	const char *word, *field;
} permits[] = {
	[PLAN_OK] = {NULL, NULL},
	[PLAN_NEEDS_SHIFT_LEAD] = {"needs-shift-lead", "/bands"},
	[PLAN_NEEDS_MANAGER] = {"needs-manager", "/bands"},
	[PLAN_NEEDS_REASON] = {"reason-needed", "/reason"},
};

const char *
plan_permit_word(enum plan_permit permit)
{
	return (unsigned)permit <= PLAN_NEEDS_REASON ? permits[permit].word : NULL;
}

const char *
plan_permit_field(enum plan_permit permit)
{
	return (unsigned)permit <= PLAN_NEEDS_REASON ? permits[permit].field : NULL;
}

bool
added_judge(const struct stay_basis *basis, enum check_kind kind, int64_t latest_us,
	    struct stay_verdict *verdict)
{
	const struct rules_settings *settings = basis->settings;
	int64_t chime_us = latest_us - settings->round_chime_s * US_PER_S;
	struct requirement *out;

	stay_verdict_init(verdict, basis);
	if (basis->presence != PRESENCE_IN || latest_us <= basis->now_us)
		return false;
	out = stay_open(verdict);
	out->source = SOURCE_ADDED;
	out->kind = kind;
	out->from_us = basis->now_us;
	out->drawn_us = chime_us > basis->now_us ? chime_us : basis->now_us;
	out->latest_us = latest_us;
	out->max_gap_s = (int32_t)((latest_us - basis->now_us) / US_PER_S);
	out->check_class = class_for(kind, out->max_gap_s, settings->enhanced_max_gap_s);
	out->previous_gap_s = -1;
	return true;
}

void
correction_judge(const struct stay_basis *basis, const struct correction_claim *claim,
		 struct stay_verdict *verdict)
{
	stay_verdict_init(verdict, basis);
	if (basis->presence != PRESENCE_IN)
		return;
	reckon(basis, 0, verdict);
	for (size_t i = 0; i < claim->count && i < OPEN_MAX; i++) {
		const struct requirement *undone = &claim->undone[i];
		struct requirement *out;

		if (source_is_interval(undone->source) ||
		    basis->last_us[undone->kind] >= undone->from_us)
			continue;
		out = stay_open(verdict);
		*out = *undone;
		memset(out->id, 0, sizeof out->id);
		out->source = SOURCE_ADDED;
	}
}
