/*
 * session.h -- a cached session: what session_load said, and when its person last did something.
 */
#ifndef LANTERN_HTTP_SESSION_H
#define LANTERN_HTTP_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "lantern/session.h"

struct arena;

#define KEY_BYTES (2UL * TOKEN_HASH_SIZE)

struct scope {
	unsigned char (*ids)[16];
	size_t count;
};

/* Held by the cache, by requests and by streams; the last to let go frees it. */
struct session {
	LIST_ENTRY(session) link;
	struct arena *arena;
	size_t holders;
	char key[KEY_BYTES];				 /* both cookies' hashes */
	struct identity open, locked;			 /* as herself; as the bare terminal */
	struct scope followed_premises, locked_premises; /* whose events she may follow */
	struct scope followed_women; /* a practitioner's: that there is something new of them */
	int64_t loaded;		     /* clock_ticks */
	int64_t last_action_us;	     /* never goes back */
	int64_t touched_us;	     /* what the database has been told */
	int64_t idle_s, lock_s;	     /* 0 = never */
	int64_t rights_until_us;     /* a role, a woman or a circle ends by itself; 0 = none does */
	bool dropped;		     /* rights changed: out of the cache, its streams end */
};

/* From the text of session_load; NULL (logged) when it is not what session.h says. */
struct session *session_read(const char *key, const char *identity);
void session_free(struct session *s);

/* At `now`: does it still count at all, and is it locked? */
bool session_is_over(const struct session *s, int64_t now_us);
bool session_is_locked(const struct session *s, int64_t now_us);

/* Has something that it may see ended by itself since? Then it must be loaded anew. */
bool session_is_outlived(const struct session *s, int64_t now_us);

#endif
