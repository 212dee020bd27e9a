/*
 * transfer.h -- libcurl on the event loop: one conversation by SMTP or HTTP, from connecting to its
 * last reply, that never blocks.
 *
 * Content is pulled from us only when the other side wants it. At the first pull the transfer
 * stands still and asks the courier's desk; it goes on when that is written down. Certificates are
 * verified, nothing is followed, no connection is used twice (libcurl would send again by itself
 * on one that broke).
 */
#ifndef LANTERN_CLOCKWORK_TRANSFER_H
#define LANTERN_CLOCKWORK_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "lantern/courier.h"

struct event_base;
struct transfers;

#define TRANSFER_REPLY_MAX 2048 /* of an answer's content; the rest is not kept */

struct transfer_end {
	/* HTTP: the status. Mail: of the reply to the letter. 0 when there was none. */
	long code;
	const char *reply; /* the begin of an HTTP answer's content, "" when there is none */
	const char *words; /* what went wrong, in words, for the log; never the address */
};

/* All text is copied but `content`. */
struct transfer_order {
	const char *url;
	const char *const *headers;  /* HTTP: to NULL; NULL: this is mail */
	const char *from, *to;	     /* mail: "<a@b>" */
	const char *user, *password; /* mail; "" for none */
	char *content;		     /* from malloc; taken */
	/* Exactly once, from the loop. */
	void (*ended)(struct courier_desk *desk, const struct transfer_end *end);
	struct courier_desk *desk;
};

/* total_ms: how long one may take, well below the desk's lease. */
struct transfers *transfers_new(struct event_base *base, long total_ms);
void transfers_start(struct transfers *t, const struct transfer_order *order);

/* Ends whatever is under way as if the connection had broken; each is told. */
void transfers_cancel(struct transfers *t);
void transfers_free(struct transfers *t); /* nothing may be under way; NULL is allowed */

#endif
