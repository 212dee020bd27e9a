/*
 * stay_parts.h -- what judges are made of. For server/rules only; others call a judge.
 */
#ifndef LANTERN_RULES_STAY_PARTS_H
#define LANTERN_RULES_STAY_PARTS_H

#include "lantern/rules/stay.h"

/* Closes basis->open[place]; once. */
void stay_close(struct stay_verdict *verdict, size_t place, enum check_state state, int64_t at_us);

/* A zeroed requirement to fill, counted as opened. Too many is our own mistake: asserts. */
struct requirement *stay_open(struct stay_verdict *verdict);

/*
 * Opens, for each kind in force of which no interval stays open, the next one (law 1). Nothing for
 * a woman who is not in.
 */
void stay_open_intervals(const struct stay_basis *basis, struct stay_verdict *verdict);

/* Opens the rounds of the span that she has not already met. No-op for a woman who is not in. */
void stay_open_rounds(const struct stay_basis *basis, const struct round_span *span,
		      struct stay_verdict *verdict);

/*
 * Adds what an undecided proposal asks of the alarm, once its time is over: at least enhanced, and
 * its cause where nothing more urgent is. False when there is none.
 */
bool stay_undecided(const struct stay_basis *basis, struct alarm_need *need);

/* The open alarm's cause, CAUSE_OVERDUE when none is open. */
enum alarm_cause stay_standing_cause(const struct stay_basis *basis);

/*
 * After closings and openings: closes the alarm, turns it to the tightest still owed, or leaves it.
 * cause: what still waits for her answer; CAUSE_OVERDUE or CAUSE_PROPOSAL when nothing does. Does
 * not open one.
 */
void stay_settle_alarm(const struct stay_basis *basis, enum alarm_cause cause,
		       struct stay_verdict *verdict);

#endif
