/*
 * app_plans.h -- what the features about her plan share: a version as JSON, and what to say of it.
 */
#ifndef LANTERN_APP_PLANS_H
#define LANTERN_APP_PLANS_H

#include <jansson.h>

#include "lantern/app_checks.h"
#include "lantern/facts/record.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/rules/safety_plan.h"

#define PLAN_DAILY_COUNT 3
extern const char *const plan_daily_words[PLAN_DAILY_COUNT + 1]; /* meal sleep company, NULL */

/* A member's text, "" when it is absent or nothing but white space. Borrowed. */
const char *plan_text(json_t *object, const char *name);

/*
 * Fills `plan` from a checked body or from a plan document (docs/plan.md, PlanDoc), which have the
 * same members; null: a plan with nothing in it. Texts are borrowed from the JSON.
 */
void plan_read(struct req *r, json_t *json, struct safety_plan *plan);

/* NULL without faults; else one problem that names each by JSON pointer into the body. */
struct problem *plan_faults_told(struct req *r, const struct plan_faults *faults,
				 enum problem_kind kind);

/* The words of safety_plan_changed()'s bits: section names and "lines". New reference. */
json_t *plan_changed_words(uint32_t bits);

/*
 * not-allowed when the basis (of SQL_SAFETY_PLAN_BASIS) does not hold all of her plan: what
 * somebody may not read she may not write over.
 */
struct problem *plan_withheld(struct req *r, json_t *json);

/* The day of a checked FIELD_DATE, in days since 1970-01-01, and today's at the premises. */
int32_t plan_day(struct req *r, const char *date);
int32_t plan_today(const struct req *r);

#endif
