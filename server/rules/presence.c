/* presence.c -- she goes out, or comes back in. */
#include "lantern/rules/presence.h"

#include <string.h>

#include "lantern/rules/due.h"
#include "lantern/rules/status.h"
#include "lantern/rules/stay_parts.h"

#include "lantern/banned.h"

static enum presence_refusal
refuse(const struct stay_basis *basis, const struct presence_claim *claim, int64_t at_us)
{
	if (claim->to == basis->presence)
		return PRESENCE_UNCHANGED;
	if (claim->at_us > basis->now_us + basis->settings->clock_slack_s * US_PER_S)
		return PRESENCE_FUTURE;
	if (at_us < basis->previous_event_us ||
	    (basis->presence == PRESENCE_IN && at_us < basis->present_since_us))
		return PRESENCE_BEFORE_PREVIOUS;
	return PRESENCE_OK;
}

/* Leaving is no way to be rid of a check that was already overdue. */
static void
leave(const struct stay_basis *basis, int64_t at_us, struct stay_verdict *verdict)
{
	for (size_t i = 0; i < basis->open_count; i++)
		stay_close(verdict, i,
			   check_is_overdue(basis->open[i].latest_us, at_us) ? STATE_MISSED
									     : STATE_NOT_REQUIRED,
			   at_us);
	/* Nobody waits at her door any more; what we have not decided stays to be decided. */
	stay_settle_alarm(basis, CAUSE_OVERDUE, verdict);
}

/* The return check stands in for the sign-of-life interval: whichever of the two is sooner. */
static void
open_return(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	struct window_ask ask = {&basis->plans, basis->zone, basis->present_since_us,
				 basis->now_us};
	const struct rules_settings *settings = basis->settings;
	struct draw_range range = {0, 0, -1, 0};
	struct requirement *out = stay_open(verdict);
	struct window window;

	out->source = SOURCE_RETURN;
	out->kind = KIND_SIGN_OF_LIFE;
	out->check_class = CLASS_ROUTINE;
	out->from_us = basis->present_since_us;
	out->latest_us = out->from_us + settings->return_check_s * US_PER_S;
	if (window_find(&ask, KIND_SIGN_OF_LIFE, settings->enhanced_max_gap_s, &window)) {
		out->check_class = window.check_class;
		if (window.latest_us < out->latest_us)
			out->latest_us = window.latest_us;
	}
	out->max_gap_s = (int32_t)((out->latest_us - out->from_us) / US_PER_S);
	out->previous_gap_s = -1;
	out->seed = verdict->seed;
	window = (struct window){.from_us = out->from_us, .latest_us = out->latest_us};
	out->drawn_us = window_draw(&window, out->from_us, range, &verdict->seed);
}

static void
come_in(const struct stay_basis *basis, int64_t at_us, struct stay_verdict *verdict)
{
	struct stay_basis in = *basis;
	struct round_span span = {at_us, rounds_next_planning_us(basis->zone, basis->now_us), true};

	in.presence = PRESENCE_IN;
	in.present_since_us = at_us;
	open_return(&in, verdict);
	stay_open_intervals(&in, verdict);
	stay_open_rounds(&in, &span, verdict);
}

void
presence_judge(const struct stay_basis *basis, const struct presence_claim *claim,
	       struct presence_verdict *verdict)
{
	memset(verdict, 0, sizeof *verdict);
	stay_verdict_init(&verdict->stay, basis);
	verdict->call_us = US_NEVER;
	verdict->at_us = claim->at_us < basis->now_us ? claim->at_us : basis->now_us;
	verdict->refusal = refuse(basis, claim, verdict->at_us);
	if (verdict->refusal != PRESENCE_OK)
		return;
	if (claim->to == PRESENCE_IN)
		come_in(basis, verdict->at_us, &verdict->stay);
	else
		leave(basis, verdict->at_us, &verdict->stay);
	if (claim->to == PRESENCE_HOSPITAL)
		verdict->call_us =
			hospital_next_call_us(basis->settings, verdict->at_us, basis->now_us);
}

int64_t
hospital_next_call_us(const struct rules_settings *settings, int64_t due_us, int64_t now_us)
{
	int64_t step_us = settings->hospital_call_s * US_PER_S;

	if (now_us < due_us)
		return due_us + step_us;
	return due_us + ((now_us - due_us) / step_us + 1) * step_us;
}

static const struct {
	const char *word, *field;
} refusals[PRESENCE_REFUSAL_COUNT] = {
	[PRESENCE_UNCHANGED] = {"presence-unchanged", "/state"},
	[PRESENCE_FUTURE] = {"presence-in-the-future", "/at"},
	[PRESENCE_BEFORE_PREVIOUS] = {"before-previous", "/at"},
};

const char *
presence_refusal_word(enum presence_refusal refusal)
{
	return (unsigned)refusal < PRESENCE_REFUSAL_COUNT ? refusals[refusal].word : NULL;
}

const char *
presence_refusal_field(enum presence_refusal refusal)
{
	return (unsigned)refusal < PRESENCE_REFUSAL_COUNT ? refusals[refusal].field : NULL;
}
