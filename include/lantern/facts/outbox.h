/*
 * outbox.h -- something a worker is told outside this system: one row of the outbox in the document
 * of its cause, so that it is sent if, and only if, the cause became true (docs/keywork.md, "What
 * leaves the building").
 *
 * A row says which kind of message and how many, and for whom. Nothing that could name a woman or a
 * reason has a place in it; the words are made when it is sent (server/clockwork/letters.c).
 */
#ifndef LANTERN_FACTS_OUTBOX_H
#define LANTERN_FACTS_OUTBOX_H

#include <jansson.h>
#include <stdint.h>

enum outbox_letter {
	OUTBOX_UPDATE_NOW,	/* about: the practitioner_update */
	OUTBOX_UPDATE_PASSED,	/* about: the practitioner_update */
	OUTBOX_DIGEST_TODAY,	/* about: NULL; it leads to her home page */
	OUTBOX_DIGEST_WEEKLY,	/* about: NULL */
	OUTBOX_THREAD_WAITS,	/* about: the thread */
	OUTBOX_MEETING_PLANNED, /* about: the meeting */
	OUTBOX_MEETING_MISSED,	/* about: the meeting */
};

struct outbox_message {
	enum outbox_letter letter;
	int64_t now_us;	      /* when its cause became true */
	const char *premises; /* uuid of the woman's house, or NULL; a request needs one */
	const char *staff;    /* uuid of whom it is for */
	const char *about;    /* uuid, as above; NULL: none */
	/*
	 * What it is for, told from every other time: an id, and what else it takes ("<meeting>
	 * 3"). The same letter, cause and worker make one message however often they are put: a
	 * second one is left out and the rest of the document stands.
	 */
	const char *cause;
	/* 0: the letter does not speak of it; residents: how many women they are about, 0 as 1 */
	int updates, good, waiting, residents;
};

/* Puts the row into a document of record_new(); everything is copied. */
void outbox_put(json_t *record, const struct outbox_message *message);

#endif
