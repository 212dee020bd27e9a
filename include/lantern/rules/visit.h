/*
 * visit.h -- somebody was at her door: what that closes, opens, marks and asks (features 23 to 29,
 * 33 to 35, 37, 38).
 */
#ifndef LANTERN_RULES_VISIT_H
#define LANTERN_RULES_VISIT_H

#include "lantern/rules/marks.h"
#include "lantern/rules/stay.h"

struct visit_basis {
	struct stay_basis stay;
	const char *notes[2]; /* the two notes before this one, newest first; NULL: none */
	struct desk_log desk; /* earlier entries by this worker at this desk, by entry time */
};

struct visit_claim {
	enum check_outcome outcome;
	struct sleep_facts facts;
	int64_t done_us, entered_us;
	enum proof proof;
	uint8_t room[16];
	uint32_t roles; /* of the worker; only compared with check_band.who */

	const char *note;    /* NULL or empty: none */
	bool note_confirmed; /* "same as last time?" was answered */
	bool reason_given;   /* why entered so late */
	bool second_given;   /* the second name of a retrospective entry */
	enum late_reason late_reason;
	bool late_words_given;
};

enum visit_refusal {
	VISIT_OK,
	VISIT_FUTURE, /* done, or entered, later than now */
	VISIT_ENTERED_BEFORE_DONE,
	VISIT_RECORDED_AS_OUT,	  /* not in; who sees her records first that she is back */
	VISIT_BEFORE_PREVIOUS,	  /* done before the previous event she is recorded in */
	VISIT_FACTS_NEEDED,	  /* asleep: breathing, and movement or position */
	VISIT_REASON_NEEDED,	  /* retrospective */
	VISIT_SECOND_NEEDED,	  /* retrospective */
	VISIT_LATE_REASON_NEEDED, /* it closes something late */
	VISIT_LATE_WORDS_NEEDED,  /* "other" */
	VISIT_NOTE_REPEATED,	  /* the same words a third time running: confirm or write anew */
	VISIT_REFUSAL_COUNT
};

struct visit_verdict {
	enum visit_refusal refusal; /* not VISIT_OK: stay is the verdict in which nothing happens */

	struct stay_verdict stay;
	int64_t done_us; /* as claimed, or now when that ran ahead within clock_slack_s */
	int64_t entered_us;
	bool meets[KIND_COUNT]; /* the kinds it fulfilled (visit.meets) */
	unsigned still_needed;	/* bits 1 << kind: its window is open and this visit did not do */
	unsigned marks;		/* enum visit_mark */
	bool closes_late;	/* a late reason was needed and is to be kept */
	bool starts_no_reply;	/* the step list opens on every screen */
	size_t together_count;	/* earlier entries of basis.desk that now carry the mark too */
	size_t together[DESK_ENTRIES_MAX];
};

void visit_judge(const struct visit_basis *basis, const struct visit_claim *claim,
		 struct visit_verdict *verdict);

/* The problem's slug (late-reason-needed) and the JSON pointer to blame; NULL for VISIT_OK. */
const char *visit_refusal_word(enum visit_refusal refusal);
const char *visit_refusal_field(enum visit_refusal refusal);

#endif
