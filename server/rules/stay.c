/* stay.c -- the parts that judgements about one woman are made of. */
#include "lantern/rules/stay_parts.h"

#include <assert.h>
#include <string.h>

#include "lantern/banned.h"

int64_t
requirement_overdue_us(const struct requirement *requirement)
{
	return requirement->latest_us + US_PER_S;
}

int64_t
stay_unseen_since_us(const struct stay_basis *basis, enum check_kind kind)
{
	return basis->last_us[kind] > basis->present_since_us ? basis->last_us[kind]
							      : basis->present_since_us;
}

void
stay_verdict_init(struct stay_verdict *verdict, const struct stay_basis *basis)
{
	memset(verdict, 0, sizeof *verdict); /* padding too: equal verdicts are equal bytes */
	verdict->alarm_act = ALARM_KEPT;
	verdict->alarm = basis->alarm;
	memcpy(verdict->last_us, basis->last_us, sizeof verdict->last_us);
	memcpy(verdict->gaps_s, basis->gaps_s, sizeof verdict->gaps_s);
	verdict->gap_count = basis->gap_count;
	verdict->predictable = gaps_predictable(basis->gaps_s, basis->gap_count,
						basis->settings->gap_variation_percent);
	verdict->seed = basis->seed;
}

void
stay_close(struct stay_verdict *verdict, size_t place, enum check_state state, int64_t at_us)
{
	struct closing *closing = &verdict->close[verdict->close_count++];

	assert(verdict->close_count <= OPEN_MAX);
	closing->place = place;
	closing->state = state;
	closing->at_us = at_us;
}

int
stay_closed_at(const struct stay_verdict *verdict, size_t place)
{
	for (size_t i = 0; i < verdict->close_count; i++)
		if (verdict->close[i].place == place)
			return (int)i;
	return -1;
}

struct requirement *
stay_open(struct stay_verdict *verdict)
{
	assert(verdict->open_count < OPENS_MAX);
	return &verdict->open[verdict->open_count++];
}

static bool
is_interval_of(const struct requirement *requirement, enum check_kind kind)
{
	return requirement->kind == kind && source_is_interval(requirement->source);
}

static bool
interval_runs(const struct stay_basis *basis, const struct stay_verdict *verdict,
	      enum check_kind kind)
{
	for (size_t i = 0; i < basis->open_count; i++)
		if (is_interval_of(&basis->open[i], kind) && stay_closed_at(verdict, i) < 0)
			return true;
	for (size_t i = 0; i < verdict->open_count; i++)
		if (is_interval_of(&verdict->open[i], kind))
			return true;
	return false;
}

/* The gap to differ from: the one this verdict has just ended, or what the running one kept. */
static int32_t
previous_gap_s(const struct stay_basis *basis, const struct stay_verdict *verdict,
	       enum check_kind kind)
{
	int64_t since_us = stay_unseen_since_us(basis, kind);

	if (verdict->last_us[kind] != basis->last_us[kind] && verdict->last_us[kind] >= since_us)
		return (int32_t)((verdict->last_us[kind] - since_us) / US_PER_S);
	for (size_t i = 0; i < basis->open_count; i++)
		if (is_interval_of(&basis->open[i], kind))
			return basis->open[i].previous_gap_s;
	return -1;
}

static void
open_interval(const struct stay_basis *basis, const struct window *window, int64_t last_us,
	      struct requirement *out)
{
	struct draw_range variation = {0, 0, out->previous_gap_s,
				       basis->settings->gap_variation_percent};
	struct window left = *window;
	uint64_t seed = out->seed;

	out->source = SOURCE_PLAN;
	out->check_class = window->check_class;
	out->from_us = window->from_us;
	out->latest_us = window->latest_us;
	out->min_gap_s = window->min_gap_s;
	out->max_gap_s = window->max_gap_s;
	/* Reckoned anew in mid-window: what is left of it, rather than a chime in the past. */
	if (left.from_us < basis->now_us)
		left.from_us = basis->now_us < left.latest_us ? basis->now_us : left.latest_us;
	out->drawn_us = window_draw(&left, last_us, variation, &seed);
}

void
stay_open_intervals(const struct stay_basis *basis, struct stay_verdict *verdict)
{
	for (int k = 0; k < KIND_COUNT && basis->presence == PRESENCE_IN; k++) {
		enum check_kind kind = (enum check_kind)k;
		struct window_ask ask = {&basis->plans, basis->zone, verdict->last_us[k],
					 basis->now_us};
		struct window window;
		struct requirement *out;

		if (ask.last_us < basis->present_since_us)
			ask.last_us = basis->present_since_us;
		if (interval_runs(basis, verdict, kind) ||
		    !window_find(&ask, kind, basis->settings->enhanced_max_gap_s, &window))
			continue;
		out = stay_open(verdict);
		out->kind = kind;
		out->previous_gap_s = previous_gap_s(basis, verdict, kind);
		out->seed = verdict->seed;
		verdict->seed = draw_seed(verdict->seed, (uint64_t)k);
		open_interval(basis, &window, ask.last_us, out);
	}
}

/* She has met it since it opened, perhaps before she went out; or it is open already. */
static bool
round_is_settled(const struct stay_basis *basis, const struct stay_verdict *verdict,
		 const struct round *round)
{
	if (verdict->last_us[round->kind] >= round->opens_us)
		return true;
	for (size_t i = 0; i < basis->open_count; i++)
		if (basis->open[i].source == round->source &&
		    basis->open[i].latest_us == round->latest_us && stay_closed_at(verdict, i) < 0)
			return true;
	return false;
}

void
stay_open_rounds(const struct stay_basis *basis, const struct round_span *span,
		 struct stay_verdict *verdict)
{
	struct round_place place = {basis->settings, basis->zone, verdict->seed};
	struct round rounds[ROUNDS_MAX];
	size_t count = basis->presence == PRESENCE_IN ? rounds_in(span, &place, rounds) : 0;

	for (size_t i = 0; i < count; i++) {
		struct requirement *out;

		if (round_is_settled(basis, verdict, &rounds[i]))
			continue;
		out = stay_open(verdict);
		out->source = rounds[i].source;
		out->kind = rounds[i].kind;
		out->check_class = CLASS_ROUTINE;
		out->from_us = rounds[i].from_us;
		out->drawn_us = rounds[i].drawn_us;
		out->latest_us = rounds[i].latest_us;
		out->max_gap_s = (int32_t)((out->latest_us - out->from_us) / US_PER_S);
		out->previous_gap_s = -1;
		out->seed = rounds[i].seed;
	}
}

/* Adds what this requirement asks of the alarm, if its latest has come. */
static bool
owe(const struct requirement *requirement, int64_t now_us, struct alarm_need *need)
{
	if (requirement->latest_us > now_us)
		return false;
	if (requirement->check_class > need->check_class)
		need->check_class = requirement->check_class;
	return true;
}

bool
stay_undecided(const struct stay_basis *basis, struct alarm_need *need)
{
	if (basis->undecided_us > basis->now_us)
		return false;
	if (need->check_class < CLASS_ENHANCED)
		need->check_class = CLASS_ENHANCED;
	if (need->cause < CAUSE_PROPOSAL)
		need->cause = CAUSE_PROPOSAL;
	return true;
}

enum alarm_cause
stay_standing_cause(const struct stay_basis *basis)
{
	return basis->alarm.open ? basis->alarm.cause : CAUSE_OVERDUE;
}

void
stay_settle_alarm(const struct stay_basis *basis, enum alarm_cause cause,
		  struct stay_verdict *verdict)
{
	bool waits = cause > CAUSE_PROPOSAL; /* a proposal waits for us, not for her */
	struct alarm_need need = {waits ? CLASS_ROUSE : CLASS_ROUTINE,
				  waits ? cause : CAUSE_OVERDUE};
	bool owed = waits;

	if (!basis->alarm.open)
		return;
	owed |= stay_undecided(basis, &need);
	for (size_t i = 0; i < basis->open_count; i++)
		if (stay_closed_at(verdict, i) < 0)
			owed |= owe(&basis->open[i], basis->now_us, &need);
	for (size_t i = 0; i < verdict->open_count; i++)
		owed |= owe(&verdict->open[i], basis->now_us, &need);
	if (!owed) {
		verdict->alarm.open = false;
		verdict->alarm_act = ALARM_CLOSES;
	} else if (alarm_turn(&verdict->alarm, need, basis->settings, basis->now_us)) {
		verdict->alarm_act = ALARM_TURNED;
	}
}
