/*
 * sessions.c -- from cookies to identity: the cache of at most ten seconds, its look-ups and drops.
 *
 * KNOWN -> STALE [10 s, loaded again at the next request] -> gone [a minute without one]
 * KNOWN -> DROPPED [session_drop: rights changed] held only by its requests and streams, which end.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/arena.h"
#include "lantern/clock.h"
#include "lantern/live.h"
#include "lantern/log.h"
#include "lantern/route.h"
#include "private.h"
#include "session.h"

#include "lantern/banned.h"

#define FRESH_US (10 * CLOCK_US)
#define KEEP_US (60 * CLOCK_US)
#define TOUCH_US (5 * CLOCK_US)
#define BUCKETS 1024
#define SESSIONS_MAX 20000

LIST_HEAD(session_list, session);

static struct {
	struct session_list buckets[BUCKETS];
	size_t count;
	struct db *db;
	struct event *sweep;
} cache;

void
session_token_hash(const char *token, char *hash)
{
	unsigned char sha[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sha, (const unsigned char *)token, strlen(token));
	sodium_bin2hex(hash, TOKEN_HASH_SIZE, sha, sizeof(sha));
}

void
session_token_new(char *token, char *hash)
{
	unsigned char random[32];

	randombytes_buf(random, sizeof(random));
	sodium_bin2base64(token, TOKEN_SIZE, random, sizeof(random),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	session_token_hash(token, hash);
}

static struct session_list *
bucket_of(const char *key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	size_t i;

	for (i = 0; i < KEY_BYTES; i++)
		hash = (hash ^ (unsigned char)key[i]) * 16777619u;
	return &cache.buckets[hash % BUCKETS];
}

struct session *
session_hold(struct session *s)
{
	s->holders++;
	return s;
}

void
session_release(struct session *s)
{
	if (--s->holders == 0)
		session_free(s);
}

static void
cache_remove(struct session *s)
{
	LIST_REMOVE(s, link);
	cache.count--;
	session_release(s);
}

static struct session *
cache_find(const char *key)
{
	struct session *s;

	LIST_FOREACH(s, bucket_of(key), link)
	if (memcmp(s->key, key, sizeof(s->key)) == 0)
		return s;
	return NULL;
}

/* What we saw her do since is newer than what the database was told. */
static void
cache_put(struct session *s)
{
	struct session *old = cache_find(s->key);

	if (old != NULL) {
		if (old->last_action_us > s->last_action_us &&
		    strcmp(old->open.session, s->open.session) == 0 &&
		    strcmp(old->open.staff, s->open.staff) == 0)
			s->last_action_us = old->last_action_us;
		cache_remove(old);
	}
	if (cache.count >= SESSIONS_MAX) {
		log_warn(NULL, "session_cache_full");
		session_drop_all();
	}
	LIST_INSERT_HEAD(bucket_of(s->key), s, link);
	cache.count++;
	session_hold(s);
}

static void
identify(struct exchange *x, struct session *s)
{
	x->session = session_hold(s);
	x->who = session_is_locked(s, x->r.now) ? s->locked : s->open;
	x->who.last_action_us = s->last_action_us;
}

/* `s` NULL: nobody knows these cookies. */
static void
session_found(struct exchange *x, struct session *s)
{
	if (s != NULL && !session_is_over(s, x->r.now))
		identify(x, s);
	exchange_authorized(x, true);
}

/* What a look-up needs to remember until it is answered. */
struct lookup {
	struct exchange *x;
	char key[KEY_BYTES];
	uint64_t drops; /* drops seen when it was asked */
};

static uint64_t drops;

static void
session_loaded(void *ctx, const struct db_result *result)
{
	struct lookup *look = ctx;
	struct exchange *x = look->x;
	struct session *s = NULL;

	x->db_us += result->took_us;
	if (result->status != DB_OK) {
		exchange_problem(x, problem_of_db(&x->r, result));
		exchange_end(x);
		return;
	}
	if (rows_count(result->rows) > 0 && rows_text(result->rows, "identity") != NULL)
		s = session_read(look->key, rows_text(result->rows, "identity"));
	/*
	 * Rights that changed while this was under way may be in it or not: use it once, don't
	 * keep it.
	 */
	if (s != NULL && drops == look->drops)
		cache_put(s);
	session_found(x, s);
	if (s != NULL)
		session_release(s);
}

static void
session_load(struct exchange *x, const char *key)
{
	static const struct db_identity nobody = {"", "", "", "{}", "{}", "{}", "f", "{}", ""};
	struct db_identity as = nobody;
	char now[CLOCK_ISO_SIZE];
	struct lookup *look = arena_alloc(x->r.arena, sizeof(*look));

	look->x = x;
	look->drops = drops;
	memcpy(look->key, key, sizeof(look->key));
	as.now = clock_iso(x->r.now, now);
	as.request = x->r.id;
	db_ask(cache.db, &(struct db_ask){.query = SQL_SESSION_LOAD,
					  .params = PARAMS(key, key + TOKEN_HASH_SIZE, now),
					  .who = &as,
					  .done = session_loaded,
					  .ctx = look});
}

/* A cookie that can't be a token of ours is none. */
static bool
token_key(struct exchange *x, const char *cookie, char *key)
{
	const char *header = req_header(&x->r, "Cookie"), *value;
	char token[TOKEN_SIZE];
	size_t n;

	if (header == NULL || !cookie_find(header, cookie, &value, &n) || n != TOKEN_SIZE - 1)
		return false;
	memcpy(token, value, n);
	token[n] = '\0';
	session_token_hash(token, key);
	return true;
}

void
session_begin(struct exchange *x)
{
	char key[KEY_BYTES] = {0};
	bool token = token_key(x, SESSION_COOKIE, key);
	bool terminal = token_key(x, TERMINAL_COOKIE, key + TOKEN_HASH_SIZE);
	struct session *s;

	if (!token && !terminal) {
		exchange_authorized(x, false);
		return;
	}
	s = cache_find(key);
	if (s != NULL && clock_ticks() - s->loaded < FRESH_US && !session_is_outlived(s, x->r.now))
		session_found(x, s);
	else
		session_load(x, key);
}

static void
touch_done(void *ctx, const struct db_result *result)
{
	(void)ctx;
	if (result->status != DB_OK)
		log_warn(NULL, "session_touch_failed sqlstate=%s", result->sqlstate);
}

void
session_act(struct exchange *x)
{
	struct session *s = x->session;
	char now[CLOCK_ISO_SIZE];
	struct db_identity as;

	if (s == NULL || x->who.staff[0] == '\0' || x->r.now <= s->last_action_us)
		return;
	s->last_action_us = x->r.now;
	if (x->r.now - s->touched_us < TOUCH_US)
		return;
	s->touched_us = x->r.now;
	as = (struct db_identity){
		clock_iso(x->r.now, now), s->open.staff, s->open.terminal, "{}", "{}", "{}", "f",
		s->open.roles_list,	  x->r.id,
	};
	db_ask(cache.db, &(struct db_ask){.query = SQL_SESSION_TOUCH,
					  .params = PARAMS(s->open.session, now),
					  .who = &as,
					  .done = touch_done});
}

bool
session_is(const struct session *s, const char *session, const char *staff, const char *terminal)
{
	return (session != NULL && strcmp(s->open.session, session) == 0) ||
	       (staff != NULL && strcmp(s->open.staff, staff) == 0) ||
	       (terminal != NULL && strcmp(s->open.terminal, terminal) == 0);
}

static void
cache_drop(const char *session, const char *staff, const char *terminal, bool all)
{
	struct session *s, *next;
	size_t i;

	drops++;
	for (i = 0; i < BUCKETS; i++) {
		for (s = LIST_FIRST(&cache.buckets[i]); s != NULL; s = next) {
			next = LIST_NEXT(s, link);
			if (all || session_is(s, session, staff, terminal))
				cache_remove(s);
		}
	}
}

void
session_drop(const char *session, const char *staff, const char *terminal)
{
	cache_drop(session, staff, terminal, false);
	live_drop(session, staff, terminal);
}

void
session_drop_all(void)
{
	cache_drop(NULL, NULL, NULL, true);
	live_drop(NULL, NULL, NULL);
}

/*
 * A stream holds what was loaded when it began; requests since then went to what was loaded later.
 */
static void
session_catch_up(struct session *s)
{
	const struct session *fresh = cache_find(s->key);

	if (fresh != NULL && strcmp(fresh->open.session, s->open.session) == 0 &&
	    fresh->last_action_us > s->last_action_us)
		s->last_action_us = fresh->last_action_us;
}

const char *
session_bye(struct session *s, int64_t now_us, bool board)
{
	if (session_is_over(s, now_us) || session_is_locked(s, now_us) != board)
		session_catch_up(s);
	if (session_is_over(s, now_us))
		return "ended";
	if (session_is_outlived(s, now_us))
		return "rights";
	return session_is_locked(s, now_us) != board ? "locked" : NULL;
}

static bool
scope_holds(const struct scope *scope, const unsigned char *id)
{
	size_t i;

	for (i = 0; id != NULL && i < scope->count; i++)
		if (memcmp(scope->ids[i], id, 16) == 0)
			return true;
	return false;
}

bool
session_sees(const struct session *s, const unsigned char *premises, bool board)
{
	return scope_holds(board ? &s->locked_premises : &s->followed_premises, premises);
}

bool
session_knows(const struct session *s, const unsigned char *resident)
{
	return scope_holds(&s->followed_women, resident);
}

const char *
session_key(const struct session *s)
{
	return s->key;
}

/* Streams hold theirs longer; here only what no request has asked for in a minute goes. */
static void
cache_sweep(evutil_socket_t fd, short what, void *arg)
{
	int64_t now = clock_ticks();
	struct session *s, *next;
	size_t i;

	(void)fd;
	(void)what;
	(void)arg;
	for (i = 0; i < BUCKETS; i++) {
		for (s = LIST_FIRST(&cache.buckets[i]); s != NULL; s = next) {
			next = LIST_NEXT(s, link);
			if (now - s->loaded > KEEP_US)
				cache_remove(s);
		}
	}
}

void
sessions_init(struct event_base *base, struct db *db)
{
	struct timeval often = {.tv_sec = 10};

	cache.db = db;
	cache.sweep = event_new(base, -1, EV_PERSIST, cache_sweep, NULL);
	if (cache.sweep == NULL)
		log_die("out_of_memory");
	event_add(cache.sweep, &often);
}

void
sessions_free(void)
{
	cache_drop(NULL, NULL, NULL, true);
	event_free(cache.sweep);
}
