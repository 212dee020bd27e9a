/* plan_write.c -- what the writes to her plan share: its days, and who may not write it. */
#include "lantern/app_plans.h"

#include "lantern/clock.h"
#include "lantern/rules/zone.h"

#include "lantern/banned.h"

int32_t
plan_day(struct req *r, const char *date)
{
	int64_t us = 0;

	(void)clock_parse(req_printf(r, "%sT00:00:00Z", date), &us);
	return (int32_t)(us / US_PER_DAY); /* 1970 and later; earlier days round towards it */
}

int32_t
plan_today(const struct req *r)
{
	return zone_wall(facts_zone(), r->now).day;
}

struct problem *
plan_withheld(struct req *r, json_t *json)
{
	if (json_is_true(json_object_get(json, "whole")))
		return NULL;
	return problem(r, PROBLEM_NOT_ALLOWED,
		       "Her record is restricted: her plan is written by those named for her.");
}
