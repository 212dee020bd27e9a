/* rounds.c -- the rounds of each local day that fall into a span. */
#include "lantern/rules/rounds.h"

#include "lantern/rules/draw.h"

#include "lantern/banned.h"

#define S_PER_MIN 60

struct round_kind {
	enum check_source source;
	enum check_kind kind;
	struct day_window window;
};

#define ROUND_KINDS 4

static void
round_kinds(const struct rules_settings *settings, struct round_kind kinds[ROUND_KINDS])
{
	struct day_window morning = {settings->curfew.until_min, settings->morning_reply_by_min};
	struct day_window sweep = {settings->morning_reply_by_min, settings->not_seen_sweep_min};

	kinds[0] =
		(struct round_kind){SOURCE_CURFEW_ROUND, KIND_CONVERSATION, settings->curfew_round};
	kinds[1] = (struct round_kind){SOURCE_OVERNIGHT_ROUND, KIND_SIGN_OF_LIFE,
				       settings->overnight_round};
	kinds[2] = (struct round_kind){SOURCE_MORNING_REPLY, KIND_CONVERSATION, morning};
	kinds[3] = (struct round_kind){SOURCE_NOT_SEEN_SWEEP, KIND_SIGN_OF_LIFE, sweep};
}

/* When the terminal chimes: for the overnight round nobody may know beforehand. */
static void
round_draw(struct round *round, const struct round_place *place, int32_t day)
{
	int64_t chime_us = round->latest_us - place->settings->round_chime_s * US_PER_S;
	struct draw_range range = {0, 0, -1, 0};
	uint64_t seed;

	round->drawn_us = chime_us > round->from_us ? chime_us : round->from_us;
	round->seed = 0;
	if (round->source != SOURCE_OVERNIGHT_ROUND)
		return;
	round->seed = seed = draw_seed(place->seed, (uint64_t)day);
	range.max_gap_s = (int32_t)((round->latest_us - round->from_us) / US_PER_S);
	round->drawn_us = round->from_us + draw_gap(&range, &seed) * US_PER_S;
}

struct asking {
	struct round_span span;
	const struct round_place *place;
};

/* False when the span does not ask for this round on this day. */
static bool
round_on(const struct asking *asking, const struct round_kind *kind, int32_t day, struct round *out)
{
	const struct round_span *span = &asking->span;
	const struct round_place *place = asking->place;
	int32_t next_day = kind->window.until_min <= kind->window.from_min ? 1 : 0;

	out->source = kind->source;
	out->kind = kind->kind;
	out->from_us = zone_instant(place->zone, day, kind->window.from_min * S_PER_MIN);
	out->opens_us = out->from_us;
	out->latest_us =
		zone_instant(place->zone, day + next_day, kind->window.until_min * S_PER_MIN);
	if (out->latest_us <= out->from_us || out->from_us >= span->until_us)
		return false;
	if (out->from_us < span->from_us) {
		if (!span->arriving || out->latest_us <= span->from_us)
			return false;
		out->from_us = span->from_us;
	}
	round_draw(out, place, day);
	return true;
}

static void
insert_in_order(struct round *rounds, size_t count, const struct round *round)
{
	size_t i = count;

	for (; i > 0 && rounds[i - 1].from_us > round->from_us; i--)
		rounds[i] = rounds[i - 1];
	rounds[i] = *round;
}

size_t
rounds_in(const struct round_span *span, const struct round_place *place,
	  struct round out[ROUNDS_MAX])
{
	struct asking asking = {*span, place};
	struct round_kind kinds[ROUND_KINDS];
	int32_t first, last;
	size_t count = 0;

	if (span->until_us - span->from_us > ROUND_SPAN_MAX_US)
		asking.span.until_us = span->from_us + ROUND_SPAN_MAX_US;
	first = zone_wall(place->zone, asking.span.from_us).day - 1;
	last = zone_wall(place->zone, asking.span.until_us).day;
	round_kinds(place->settings, kinds);
	for (int32_t day = first; day <= last; day++)
		for (size_t k = 0; k < ROUND_KINDS; k++) {
			struct round round;

			if (count < ROUNDS_MAX && round_on(&asking, &kinds[k], day, &round))
				insert_in_order(out, count++, &round);
		}
	return count;
}
