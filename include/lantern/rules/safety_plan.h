/*
 * safety_plan.h -- her support-and-safety plan: what one version says, what it lacks to be in
 * force, and what a version changes (features 1, 5, 8).
 *
 * Nothing here weighs what is written; only whether it is there. Texts are never NULL, ids are
 * uuids in lower case.
 */
#ifndef LANTERN_RULES_SAFETY_PLAN_H
#define LANTERN_RULES_SAFETY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLAN_LINES_MAX 20
#define PLAN_SIGNS_MAX 20
#define WITHIN_ABSENT (-1)

/* In the order of the page. */
enum plan_section {
	SECTION_HOW,
	SECTION_GOOD,
	SECTION_USUAL,
	SECTION_SIGNS,
	SECTION_TRIGGERS,
	SECTION_DO,
	SECTION_CHECKS,
	SECTION_SUBSTANCES,
	SECTION_ABSENCE,
	SECTION_CRISIS,
	SECTION_AGREEMENT,
	SECTION_COUNT
};

/* The lines of the crisis summary after the first, which says who she is. */
enum crisis_line {
	CRISIS_ALLERGIES,
	CRISIS_MEDICINES,
	CRISIS_SUBSTANCES,
	CRISIS_NALOXONE,
	CRISIS_SELF_HARM,
	CRISIS_COMMUNICATION,
	CRISIS_HELPS,
	CRISIS_MAY_BE_TOLD,
	CRISIS_GP,
	CRISIS_COUNT
};

/* The words of both in JSON and SQL, ended by NULL. */
extern const char *const plan_section_words[SECTION_COUNT + 1];
extern const char *const crisis_line_words[CRISIS_COUNT + 1];

/* When I see / we do / who / within how long. */
struct plan_line {
	const char *id;
	const char *sees, *action, *does;
	const char *who;  /* "": nobody yet */
	int32_t within_s; /* WITHIN_ABSENT: not said yet */
};

struct plan_sign {
	const char *id;
	const char *words;
	bool strength;	  /* she is well; else an early sign */
	const char *line; /* what we do then, "": not tied yet */
};

/* One version. */
struct safety_plan {
	struct {
		const char *hers, *ours;
	} section[SECTION_COUNT];
	struct {
		const char *state, *words;
		int64_t known_us; /* US_NEVER: no time is known */
	} crisis[CRISIS_COUNT];
	const char *agreement, *agreement_words;
	bool large_print;
	unsigned daily; /* a bit for each kind that is asked of her days; which is the caller's */
	size_t line_count, sign_count;
	struct plan_line line[PLAN_LINES_MAX];
	struct plan_sign sign[PLAN_SIGNS_MAX];
};

enum plan_fault_kind {
	/* it contradicts itself */
	FAULT_LINE_TWICE,
	FAULT_SIGN_TWICE,
	FAULT_SIGN_STRAY, /* tied to a line that is not in it */
	/* it lacks something */
	FAULT_LINE_WHO,
	FAULT_LINE_WITHIN,
	FAULT_SIGN_LINE,
	FAULT_SIGNS_FEW,
	FAULT_SIGNS_MANY,
	FAULT_NO_STRENGTH,
	FAULT_HOW
};

#define PLAN_FAULTS_MAX (2 * PLAN_LINES_MAX + 2 * PLAN_SIGNS_MAX + 4)

struct plan_faults {
	size_t count;
	struct {
		enum plan_fault_kind kind;
		size_t place; /* of the line or sign, from 0 */
	} item[PLAN_FAULTS_MAX];
};

/* Ids that stand twice, signs without their line: no version may have these. */
void safety_plan_contradictions(const struct safety_plan *plan, struct plan_faults *out);

/* What being in force asks besides (sign_count_min, sign_count_max; contact_plan). */
struct plan_needs {
	int32_t signs_min, signs_max; /* early signs; strengths do not count */
	bool how_written;	      /* "how to be with me" has a text */
};

/* All that is missing at once, so that nobody has to try again and again; none: it may be
 * active. */
void safety_plan_missing(const struct safety_plan *plan, const struct plan_needs *needs,
			 struct plan_faults *out);

/*
 * What differs: bit n is section n, bit SECTION_COUNT the contingency lines. Signs, the crisis
 * summary, what is asked of her days and how she wants her copy count to their sections (signs,
 * crisis, usual, agreement). Order counts.
 */
#define PLAN_LINES_BIT (1u << SECTION_COUNT)
uint32_t safety_plan_changed(const struct safety_plan *before, const struct safety_plan *after);

/* What her board card says of her strengths: the first one, NULL without any. */
const char *safety_plan_strength(const struct safety_plan *plan);

#endif
