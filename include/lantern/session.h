/*
 * session.h -- who is asking: cookies to identity, kept for at most 10 s per process.
 *
 * sql/queries/session_load.sql (:one read; asked with an empty identity, so its function is
 * SECURITY DEFINER)
 *	$1 session text	  SHA-256 (hex) of the cookie __Host-lantern, '' when there is none
 *	$2 terminal text  SHA-256 (hex) of the cookie __Host-lantern-terminal, '' when there is none
 *	$3 now timestamptz
 * gives one row, column `identity`, or none when neither is known (any more):
 *
 *	{"session": uuid|null, "staff": uuid|null, "username": s, "display_name": s, "initials": s,
 *	 "terminal": uuid|null, "terminal_premises": uuid|null,
 *	 "roles": {"<premises uuid>" or "estate": ["night_worker", ...]},
 *	 "premises": [uuid], "residents": [uuid], "circle": [uuid], "names": bool,
 *	 "last_action_us": n, "expires_us": n, "rights_until_us": n|null, "idle_s": n|null,
 *	 "lock_s": n|null}
 *
 * rights_until_us: when the first of her roles, women or circles ends by itself; then it is asked
 * anew. idle_s ends a session without an action that long (laptop); lock_s locks it (terminal): it
 * then counts as the bare terminal, without staff, roles or names, until somebody enters a PIN.
 * sql/queries/session_touch.sql (:exec write): $1 session uuid, $2 at timestamptz; every 5 s at
 * most.
 */
#ifndef LANTERN_SESSION_H
#define LANTERN_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lantern/ids.h"

#define SESSION_COOKIE "__Host-lantern"
#define TERMINAL_COOKIE "__Host-lantern-terminal"
#define TOKEN_SIZE 44	   /* 32 random bytes as base64url without padding, and NUL */
#define TOKEN_HASH_SIZE 65 /* SHA-256, hex, and NUL */

struct identity_roles {
	char premises[UUID_SIZE]; /* "" = the whole estate */
	uint32_t roles;		  /* R_... of route.h */
};

/*
 * Read only; strings are "" where there is nothing, never NULL. Lives at least as long as the
 * request.
 */
struct identity {
	const char *session, *staff, *username, *display_name, *initials;
	const char *terminal, *terminal_premises;
	uint32_t roles; /* everywhere taken together, with R_TERMINAL and R_ANYONE */
	const struct identity_roles *at;
	size_t at_count;
	bool names;		/* may see names */
	bool locked;		/* a terminal with a session that nobody has touched for lock_s */
	int64_t last_action_us; /* the action before this one; for pin_again_s */
	int64_t expires_us;
	/* as identity_set takes them: {a,b} */
	const char *premises_list, *board_list, *residents_list, *circle_list, *roles_list;
	const char *plans_list, *health_list, *kitchen_list, *family_list;
};

/*
 * `token`: TOKEN_SIZE; `hash`: TOKEN_HASH_SIZE. A new secret for a cookie and what the database
 * keeps.
 */
void session_token_new(char *token, char *hash);

/* SHA-256, hex, of a token as sent. `hash` holds TOKEN_HASH_SIZE. */
void session_token_hash(const char *token, char *hash);

/*
 * Forget what is cached about a session, a member of staff or a terminal (uuid; NULL = not by
 * this), and
 * end its streams. Call it after the write that changed the rights; other servers learn by the
 * tail.
 */
void session_drop(const char *session, const char *staff, const char *terminal);

/*
 * Forget everything: every request loads again. Streams of sessions that are no longer valid end.
 */
void session_drop_all(void);

#endif
