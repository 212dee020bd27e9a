/* review.c -- clocks of a trigger, dates of the stay, and the conditions of closing. */
#include "lantern/rules/review.h"

#include <ctype.h>

#include "lantern/banned.h"

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

struct review_clocks
review_clocks(const struct rules_settings *settings, enum review_weight weight,
	      const struct review_clocks *open, int64_t now_us)
{
	struct review_clocks clocks = {now_us + settings->review_act_s * US_PER_S,
				       now_us + settings->review_due_s * US_PER_S};

	if (weight == REVIEW_HAPPENED)
		return clocks;
	clocks.act_us = open ? open->act_us : US_NEVER;
	if (open)
		clocks.review_us = earlier(clocks.review_us, open->review_us);
	return clocks;
}

/* The backstop after day `day` of her stay. */
static int32_t
backstop_day(const struct rules_settings *settings, int32_t day)
{
	int32_t count = settings->plan_backstop_count, last, step;

	for (int32_t i = 0; i < count; i++)
		if (settings->plan_backstop_day[i] > day)
			return settings->plan_backstop_day[i];
	last = settings->plan_backstop_day[count - 1];
	step = last - (count > 1 ? settings->plan_backstop_day[count - 2] : 0);
	return last + ((day - last) / step + 1) * step;
}

int64_t
review_backstop_after(const struct rules_settings *settings, const struct zone *zone,
		      int64_t arrived_us, int64_t after_us)
{
	int32_t arrived = zone_wall(zone, arrived_us).day;
	int32_t today = zone_wall(zone, after_us).day;

	return zone_instant(zone, arrived + backstop_day(settings, today - arrived), 0);
}

/* The next character that counts, lower case; '\0' at the end. */
static int
next_letter(const char **at)
{
	int letter = 0;

	while (**at && !letter) {
		unsigned char c = (unsigned char)*(*at)++;

		if (c >= 0x80 || isalnum(c))
			letter = tolower(c);
	}
	return letter;
}

bool
review_same_words(const char *a, const char *b)
{
	int one, other;
	bool any = false;

	if (a == NULL || b == NULL)
		return false;
	do {
		one = next_letter(&a);
		other = next_letter(&b);
		any |= one != 0;
	} while (one == other && one != 0);
	return any && one == other;
}

static bool
said(const char *words)
{
	return words && next_letter(&words) != 0;
}

enum review_refusal
review_may_close(const struct review_closing *closing, bool *changed)
{
	*changed = closing->to_version > closing->from_version;
	if (closing->people == 0)
		return REVIEW_NOBODY;
	if (!*changed && !said(closing->words))
		return REVIEW_UNEXPLAINED;
	if (!*changed && !closing->same_words_confirmed &&
	    review_same_words(closing->words, closing->last_words))
		return REVIEW_SAME_WORDS;
	if (closing->next_day <= zone_wall(closing->zone, closing->now_us).day)
		return REVIEW_NEXT_PAST;
	if (closing->next_day > zone_wall(closing->zone, closing->backstop_us).day)
		return REVIEW_NEXT_LATE;
	return REVIEW_OK;
}
