/* safety_plan.c -- what a version of her plan lacks, and what it changes. */
#include "lantern/rules/safety_plan.h"

#include <string.h>

#include "lantern/banned.h"

const char *const plan_section_words[SECTION_COUNT + 1] = {
	"how",	  "good",	"usual",   "signs",  "triggers",  "do",
	"checks", "substances", "absence", "crisis", "agreement", NULL};

const char *const crisis_line_words[CRISIS_COUNT + 1] = {
	"allergies",	 "medicines", "substances",  "naloxone", "self_harm",
	"communication", "helps",     "may_be_told", "gp",	 NULL};

static void
found(struct plan_faults *out, enum plan_fault_kind kind, size_t place)
{
	out->item[out->count].kind = kind;
	out->item[out->count++].place = place;
}

static const struct plan_line *
line_named(const struct safety_plan *plan, const char *id, size_t before)
{
	size_t i;

	for (i = 0; i < before; i++)
		if (strcmp(plan->line[i].id, id) == 0)
			return &plan->line[i];
	return NULL;
}

static bool
sign_before(const struct safety_plan *plan, size_t place)
{
	size_t i;

	for (i = 0; i < place; i++)
		if (strcmp(plan->sign[i].id, plan->sign[place].id) == 0)
			return true;
	return false;
}

void
safety_plan_contradictions(const struct safety_plan *plan, struct plan_faults *out)
{
	size_t i;

	out->count = 0;
	for (i = 0; i < plan->line_count; i++)
		if (line_named(plan, plan->line[i].id, i))
			found(out, FAULT_LINE_TWICE, i);
	for (i = 0; i < plan->sign_count; i++) {
		const char *line = plan->sign[i].line;

		if (sign_before(plan, i))
			found(out, FAULT_SIGN_TWICE, i);
		if (*line && !line_named(plan, line, plan->line_count))
			found(out, FAULT_SIGN_STRAY, i);
	}
}

static void
lines_missing(const struct safety_plan *plan, struct plan_faults *out)
{
	size_t i;

	for (i = 0; i < plan->line_count; i++) {
		if (*plan->line[i].who == '\0')
			found(out, FAULT_LINE_WHO, i);
		if (plan->line[i].within_s == WITHIN_ABSENT)
			found(out, FAULT_LINE_WITHIN, i);
	}
}

void
safety_plan_missing(const struct safety_plan *plan, const struct plan_needs *needs,
		    struct plan_faults *out)
{
	int32_t concerns = 0;
	size_t i;

	out->count = 0;
	lines_missing(plan, out);
	for (i = 0; i < plan->sign_count; i++) {
		if (plan->sign[i].strength)
			continue;
		concerns++;
		if (*plan->sign[i].line == '\0')
			found(out, FAULT_SIGN_LINE, i);
	}
	if (concerns < needs->signs_min)
		found(out, FAULT_SIGNS_FEW, 0);
	if (concerns > needs->signs_max)
		found(out, FAULT_SIGNS_MANY, 0);
	if (safety_plan_strength(plan) == NULL)
		found(out, FAULT_NO_STRENGTH, 0);
	if (!needs->how_written)
		found(out, FAULT_HOW, 0);
}

static bool
same_lines(const struct safety_plan *a, const struct safety_plan *b)
{
	size_t i;

	if (a->line_count != b->line_count)
		return false;
	for (i = 0; i < a->line_count; i++) {
		const struct plan_line *x = &a->line[i], *y = &b->line[i];

		if (strcmp(x->id, y->id) != 0 || strcmp(x->sees, y->sees) != 0 ||
		    strcmp(x->action, y->action) != 0 || strcmp(x->does, y->does) != 0 ||
		    strcmp(x->who, y->who) != 0 || x->within_s != y->within_s)
			return false;
	}
	return true;
}

static bool
same_signs(const struct safety_plan *a, const struct safety_plan *b)
{
	size_t i;

	if (a->sign_count != b->sign_count)
		return false;
	for (i = 0; i < a->sign_count; i++) {
		const struct plan_sign *x = &a->sign[i], *y = &b->sign[i];

		if (strcmp(x->id, y->id) != 0 || strcmp(x->words, y->words) != 0 ||
		    strcmp(x->line, y->line) != 0 || x->strength != y->strength)
			return false;
	}
	return true;
}

static bool
same_crisis(const struct safety_plan *a, const struct safety_plan *b)
{
	size_t i;

	for (i = 0; i < CRISIS_COUNT; i++)
		if (strcmp(a->crisis[i].state, b->crisis[i].state) != 0 ||
		    strcmp(a->crisis[i].words, b->crisis[i].words) != 0 ||
		    a->crisis[i].known_us != b->crisis[i].known_us)
			return false;
	return true;
}

static bool
same_agreement(const struct safety_plan *a, const struct safety_plan *b)
{
	return strcmp(a->agreement, b->agreement) == 0 &&
	       strcmp(a->agreement_words, b->agreement_words) == 0 &&
	       a->large_print == b->large_print;
}

uint32_t
safety_plan_changed(const struct safety_plan *before, const struct safety_plan *after)
{
	uint32_t bits = 0;
	size_t i;

	for (i = 0; i < SECTION_COUNT; i++)
		if (strcmp(before->section[i].hers, after->section[i].hers) != 0 ||
		    strcmp(before->section[i].ours, after->section[i].ours) != 0)
			bits |= 1u << i;
	if (!same_lines(before, after))
		bits |= PLAN_LINES_BIT;
	if (!same_signs(before, after))
		bits |= 1u << SECTION_SIGNS;
	if (!same_crisis(before, after))
		bits |= 1u << SECTION_CRISIS;
	if (before->daily != after->daily)
		bits |= 1u << SECTION_USUAL;
	if (!same_agreement(before, after))
		bits |= 1u << SECTION_AGREEMENT;
	return bits;
}

const char *
safety_plan_strength(const struct safety_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->sign_count; i++)
		if (plan->sign[i].strength)
			return plan->sign[i].words;
	return NULL;
}
