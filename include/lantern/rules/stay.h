/*
 * stay.h -- what every judgement about one woman starts from, and what it may decide.
 *
 * A judge is a pure function: basis + claim -> verdict. The caller loads the basis in one read,
 * records the verdict in one write guarded by the basis' version, and on a conflict loads and
 * judges again. Nothing here allocates; arrays are fixed, and a caller with more rows than fit must
 * refuse rather than leave some out. Strings are borrowed.
 *
 * What always holds for a verdict about a woman who is in (tests/rules/laws.h):
 *  1. for each kind with a band in force within the horizon one interval requirement is open;
 *  2. none opens with a latest beyond the first instant at which she has been unseen for the max
 *     gap in force, or what was missed at a shift end beyond that shift end;
 *  3. an overdue requirement ends only by a contact, at a shift end as missed, or by her leaving,
 *     then too as missed;
 *  4. the alarm closes only when nothing is owed, nobody waits for her answer, and no proposal is
 *     past the time by which it was to be decided (this holds wherever she is);
 *  5. the same basis and claim give the same verdict, to the byte.
 *
 * What the caller derives from a verdict, always the same way:
 *  - each opened requirement: an id, and a deadline requirement.overdue at its latest + 1 s;
 *  - each closed requirement: that deadline void;
 *  - a changed alarm: its deadlines void, then that of ladder_next(): alarm.rung or alarm.resume.
 */
#ifndef LANTERN_RULES_STAY_H
#define LANTERN_RULES_STAY_H

#include "lantern/rules/ladder.h"
#include "lantern/rules/plan.h"
#include "lantern/rules/rounds.h"
#include "lantern/rules/window.h"

#define OPEN_MAX 32					   /* open requirements of one stay */
#define OPENS_MAX (KIND_COUNT + 1 + ROUNDS_MAX + OPEN_MAX) /* that one verdict may open */

/* A row of table requirement, as far as rules know it. */
struct requirement {
	uint8_t id[16]; /* zero in a verdict: the caller gives it one */
	enum check_source source;
	enum check_kind kind;
	enum check_class check_class;
	int64_t from_us, drawn_us, latest_us; /* from <= drawn <= latest */
	int32_t min_gap_s, max_gap_s;	      /* of a round: 0 and the length of its window */
	int32_t previous_gap_s;		      /* below 0: none (NULL) */
	uint64_t seed; /* what drawn_us was drawn from; 0 when it was not drawn */
};

struct stay_basis {
	int64_t now_us;
	const struct zone *zone;
	const struct rules_settings *settings;

	enum presence presence;
	/* Her arrival or last return: gaps run from there at the earliest. */
	int64_t present_since_us;
	/* When the last thing she is recorded in happened; US_NEVER: nothing yet. */
	int64_t previous_event_us;

	int64_t last_us[KIND_COUNT]; /* last effective check for each kind; US_NEVER: none */
	int32_t gaps_s[GAPS_KEPT];   /* between her last contacts, newest first */
	size_t gap_count;
	uint64_t seed; /* stay_checks.seed, its bits */

	struct plan_set plans; /* not yet started ones too; ended ones need not be here */
	size_t open_count;
	struct requirement open[OPEN_MAX]; /* all that are open */
	struct alarm alarm;
	int64_t undecided_us; /* the earliest decide_by of her open proposals; US_ENDLESS: none */
};

struct closing {
	size_t place; /* in basis.open */
	enum check_state state;
	bool late;     /* done after latest: state done, status done_late */
	int64_t at_us; /* done time of the visit, or the moment of the decision */
};

/* What became of the alarm; alarm.* holds the columns after it. The words are the events'. */
enum alarm_act {
	ALARM_KEPT, /* nothing to write */
	ALARM_OPENED,
	ALARM_TURNED,	    /* its class or cause changed */
	ALARM_RUNG,	    /* told the next */
	ALARM_ACKNOWLEDGED, /* quiet */
	ALARM_RESUMED,
	ALARM_CLOSES
};

struct stay_verdict {
	size_t close_count;
	struct closing close[OPEN_MAX];
	size_t open_count;
	struct requirement open[OPENS_MAX];

	enum alarm_act alarm_act;
	struct alarm alarm;

	/* The running state afterwards, whole: for stay_checks. */
	int64_t last_us[KIND_COUNT];
	int32_t gaps_s[GAPS_KEPT];
	size_t gap_count;
	bool predictable; /* "becoming predictable", told to the shift (features 27) */
	uint64_t seed;
};

/* When requirement.overdue is due: latest + 1 s. */
int64_t requirement_overdue_us(const struct requirement *requirement);

/* From when gaps of this kind run: the last effective check, or her arrival or return. */
int64_t stay_unseen_since_us(const struct stay_basis *basis, enum check_kind kind);

/* Starts a verdict in which nothing happens. */
void stay_verdict_init(struct stay_verdict *verdict, const struct stay_basis *basis);

/* The place in verdict->close that closes basis->open[place], or -1. */
int stay_closed_at(const struct stay_verdict *verdict, size_t place);

#endif
