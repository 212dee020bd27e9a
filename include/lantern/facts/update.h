/*
 * update.h -- her practitioner is told: now, today or weekly (features 59 to 61; docs/keywork.md).
 *
 * Put in the document of what it is about, so that nothing happens to her that the practitioner
 * could miss. Words are composed of facts: no free note goes along by itself.
 */
#ifndef LANTERN_FACTS_UPDATE_H
#define LANTERN_FACTS_UPDATE_H

#include "lantern/facts/record.h"

enum update_level { UPDATE_NOW, UPDATE_TODAY, UPDATE_WEEKLY };

struct update {
	const char *id; /* uuid; NULL: one is made */
	enum update_level level;
	const char *kind;     /* missing self_harm hospital ... watch_began ... good_news */
	bool good;	      /* goes before the rest of its level */
	const char *words;    /* 1 to 1000 characters, whole sentences; copied */
	const char *about;    /* what it is about: watch review session meeting incident ... */
	const char *about_id; /* uuid of that */
	const char *author;   /* staff uuid; NULL: a clock did it */
};

/*
 * The row, the event update.written (no words) and, for now, the message that goes out and the
 * deadline update.unread. The facts' `practitioner` is who is told; she may have none, and then the
 * update waits for whoever becomes hers. `id`, UUID_SIZE, gets the update's id; may be NULL.
 */
void update_tell(json_t *record, const struct stay_facts *facts, const struct update *update,
		 char *id);

/* By its name in JSON and SQL. */
const char *update_level_name(enum update_level level);

#endif
