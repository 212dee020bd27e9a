/* outbox.c -- a message to be sent, as a row of the document that says why. */
#include "lantern/facts/outbox.h"

#include "lantern/facts/record.h"
#include "lantern/ids.h"

#include "lantern/banned.h"

/* As the column `template` has them. */
static const char *const words[] = {
	[OUTBOX_UPDATE_NOW] = "update_now",	    [OUTBOX_UPDATE_PASSED] = "update_passed",
	[OUTBOX_DIGEST_TODAY] = "digest_today",	    [OUTBOX_DIGEST_WEEKLY] = "digest_weekly",
	[OUTBOX_THREAD_WAITS] = "thread_waits",	    [OUTBOX_MEETING_PLANNED] = "meeting_planned",
	[OUTBOX_MEETING_MISSED] = "meeting_missed",
};

static void
count_put(json_t *counts, const char *name, int n)
{
	if (n > 0)
		json_object_set_new(counts, name, json_integer(n));
}

static json_t *
counts_of(const struct outbox_message *m)
{
	json_t *counts = json_object();

	count_put(counts, "updates", m->updates);
	count_put(counts, "good", m->good);
	count_put(counts, "waiting", m->waiting);
	count_put(counts, "residents", m->residents);
	return counts;
}

void
outbox_put(json_t *record, const struct outbox_message *m)
{
	const char *word = words[m->letter];
	char id[UUID_SIZE];

	/* The id is seen outside: it tells nothing of when, and cannot be guessed from another. */
	id_random(id);
	record_row(record, "outbox",
		   json_pack("{s:s, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:i, s:o}", "id", id,
			     "premises_id", record_text(m->premises), "staff_id", m->staff,
			     "template", word, "counts", counts_of(m), "about_id",
			     record_text(m->about), "once",
			     json_sprintf("%s %s %s", word, m->cause, m->staff), "made_at",
			     record_iso(m->now_us), "state", "open", "tries", 0, "next_at",
			     record_iso(m->now_us)));
}
