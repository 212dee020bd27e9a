/*
 * courier.h -- what becomes of a message after one try to send it (features 119; docs/keywork.md,
 * "What leaves the building").
 *
 * Retried with backoff, and never sent twice by us: once the content has been handed over, only a
 * clear answer may lead to another try. Whatever is unclear then stays unknown until a person
 * looks.
 */
#ifndef LANTERN_RULES_COURIER_H
#define LANTERN_RULES_COURIER_H

#include <stdbool.h>
#include <stdint.h>

/* What the other side said, whatever it speaks. */
enum courier_said {
	SAID_TAKEN,   /* it has it */
	SAID_LATER,   /* it has it not, and may take it another time */
	SAID_NEVER,   /* it has it not, and never will take it */
	SAID_NOTHING, /* nothing, or nothing that is clear */
};

/*
 * By the mail server's last reply to the letter (RFC 5321), 0 when there was none. What it said
 * before it heard of the letter, to our login say, is none.
 */
enum courier_said said_by_mail(long reply);

/*
 * By the status of an HTTP answer, 0 when there was none. 401, 403, 408, 429 and 503 pass; after
 * another 5xx nobody knows what was done before it failed.
 */
enum courier_said said_by_http(long status);

enum courier_fate { FATE_SENT, FATE_AGAIN, FATE_DEAD, FATE_UNKNOWN };

struct courier_try {
	enum courier_said said;
	bool handed;	  /* its content may have gone out */
	int32_t tries;	  /* with this one; at least 1 */
	int64_t begun_us; /* when it was made, or a person took it up again */
	int64_t now_us;
	uint32_t draw; /* at random: a mail server that comes back is not asked by all at once */
};

struct courier_verdict {
	enum courier_fate fate;
	int64_t next_us; /* FATE_AGAIN only */
};

/*
 * The next try is 1, 5, 15, 60, then every 240 minutes later, and up to a fifth of that more by the
 * draw; what would come more than a day after it was begun is dead instead.
 */
struct courier_verdict courier_judge(const struct courier_try *one);

/*
 * Whether a message can be sent to this address, and nothing but an address is in it: no control
 * character, no space, no second address. mail and notify: one mailbox, local part and host in
 * ASCII, at most 254 long. webhook: https, or http to this machine, no user in it. inbox: "".
 */
bool address_ok(const char *courier, const char *address);

/* Whether it is http://, https://, smtp:// or smtps:// with a host that is this machine. */
bool url_is_here(const char *url);

#endif
