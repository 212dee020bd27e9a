/*
 * courier.h -- whoever carries letters out of the building: one small interface, and each way of
 * sending is one file behind it (server/clockwork/couriers/; docs/keywork.md).
 *
 * A letter is for one worker and holds no name and no reason (letters.c). A courier asks the desk
 * before the first byte of content goes out, and says once how it ended. It never blocks and never
 * tries by itself again: when to is the desk's.
 */
#ifndef LANTERN_COURIER_H
#define LANTERN_COURIER_H

#include <stdbool.h>
#include <stdint.h>

#include "lantern/rules/courier.h"

/* Everything printable ASCII but for line ends in the body; lives until done() is called. */
struct letter {
	const char *id;	   /* uuid of the message: whoever gets it twice can know it by that */
	const char *staff; /* uuid of whom it is for */
	const char *to;	   /* her address, address_ok() for this courier */
	const char *kind;  /* update_now digest_today ... */
	const char *subject, *body;
	const char *link; /* a part of the body, too */
	const char *host; /* of LANTERN_PUBLIC_URL */
	int64_t now_us;
};

/* How a try ended. `words` go to last_error: a reply's code and text, no address. "" for none. */
struct courier_answer {
	enum courier_said said;
	const char *words;
};

/* Of one letter under way; the courier holds on to it until done(). */
struct courier_desk {
	/*
	 * Asks that "it may have gone out from now on" be written down; answered later, from the
	 * loop. Not when `may` is false: then nothing goes out, and done() says SAID_LATER.
	 */
	void (*hand)(struct courier_desk *desk, void (*handed)(void *ctx, bool may), void *ctx);
	/* Exactly once, from the loop, never from inside send(); the letter is gone then. */
	void (*done)(struct courier_desk *desk, const struct courier_answer *answer);
};

struct courier {
	const char *name; /* as in staff_contact.courier */
	void (*send)(struct courier *courier, const struct letter *letter,
		     struct courier_desk *desk);
	void (*free)(struct courier *courier);
};

struct config;
struct db;
struct transfers;

/* Each returns NULL, or a courier for its free(), which is set up; one that is not asked for by the
 * configuration is NULL, too. A configuration that cannot work stops the start. */
struct courier *courier_inbox(struct db *db);
struct courier *courier_mail(const struct config *config, struct transfers *transfers);
struct courier *courier_webhook(const struct config *config, struct transfers *transfers);
struct courier *courier_notify(const struct config *config, struct transfers *transfers);

#endif
