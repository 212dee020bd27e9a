/* letters.c -- what a worker is told outside: that there is something, and where to read it. */
#include "lantern/clockwork/letters.h"

#include <stdio.h>
#include <string.h>

#include "lantern/banned.h"

static const char *
plural(int n)
{
	return n == 1 ? "" : "s";
}

/* "a resident at your premises", "3 residents at your premises" */
static void
whom(const struct letter_counts *n, char *out, size_t size)
{
	if (n->residents > 1)
		snprintf(out, size, "%d residents at your premises", n->residents);
	else
		snprintf(out, size, "a resident at your premises");
}

/* ---------------------------------------------------------------- the first line, the subject */

static void
update_now(const struct letter_counts *n, char *out, size_t size)
{
	(void)n;
	snprintf(out, size, "An update for a resident at your premises needs you now");
}

static void
update_passed(const struct letter_counts *n, char *out, size_t size)
{
	(void)n;
	snprintf(out, size, "An update for a resident has been passed to you");
}

static void
digest(const struct letter_counts *n, char *out, size_t size)
{
	char about[48];

	whom(n, about, sizeof(about));
	snprintf(out, size, "%d update%s for %s", n->updates, plural(n->updates), about);
}

static void
weekly(const struct letter_counts *n, char *out, size_t size)
{
	char about[48];

	whom(n, about, sizeof(about));
	snprintf(out, size, "This week: %d update%s for %s", n->updates, plural(n->updates), about);
}

static void
thread_waits(const struct letter_counts *n, char *out, size_t size)
{
	if (n->waiting > 1)
		snprintf(out, size, "%d questions wait for your answer", n->waiting);
	else
		snprintf(out, size, "A question waits for your answer");
}

static void
meeting_planned(const struct letter_counts *n, char *out, size_t size)
{
	(void)n;
	snprintf(out, size, "A three-way meeting was planned or moved");
}

static void
meeting_missed(const struct letter_counts *n, char *out, size_t size)
{
	(void)n;
	snprintf(out, size, "Two three-way meetings in a row were not held");
}

static const struct {
	const char *kind;
	void (*first_line)(const struct letter_counts *n, char *out, size_t size);
	const char *read; /* after "Sign in to " */
} kinds[] = {
	{"update_now", update_now, "read it"},
	{"update_passed", update_passed, "read it"},
	{"digest_today", digest, "read"},
	{"digest_weekly", weekly, "read"},
	{"thread_waits", thread_waits, "answer"},
	{"meeting_planned", meeting_planned, "see it"},
	{"meeting_missed", meeting_missed, "see them"},
};

/* ---------------------------------------------------------------- the whole */

/* "1 of them is good news." A count of good news is no reason and names nobody. */
static void
good_news(const struct letter_counts *n, char *out, size_t size)
{
	*out = '\0';
	if (n->good > 0 && n->updates > 1)
		snprintf(out, size, " %d of them %s good news.", n->good,
			 n->good == 1 ? "is" : "are");
	else if (n->good > 0)
		snprintf(out, size, " It is good news.");
}

/* What there is to be read: "read it", "read them". */
static const char *
them(const char *read, const struct letter_counts *n)
{
	if (strcmp(read, "read") != 0)
		return read;
	return n->updates == 1 ? "read it" : "read them";
}

bool
letter_write(const char *kind, const struct letter_counts *counts, struct letter_words *out)
{
	char good[48];
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			break;
	if (i == sizeof(kinds) / sizeof(*kinds))
		return false;
	kinds[i].first_line(counts, out->subject, sizeof(out->subject));
	good_news(counts, good, sizeof(good));
	snprintf(out->body, sizeof(out->body),
		 "%s.%s\n"
		 "\n"
		 "Sign in to %s:\n"
		 "%s\n"
		 "\n"
		 "This message says no more than that, on purpose. It was sent by Lantern; answers "
		 "to\n"
		 "it are read by nobody.\n",
		 out->subject, good, them(kinds[i].read, counts), out->link);
	return true;
}

void
letter_link(const char *public_url, const char *id, struct letter_words *out)
{
	snprintf(out->link, sizeof(out->link), "%s/open/%s", public_url, id);
}
