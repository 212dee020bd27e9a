/*
 * migrate.c -- brings the database to what this build needs, as its owner, before anything else
 * starts.
 *
 * Blocking, and the only place that may be. Several servers may start at once: the advisory lock
 * lets one work, the others then find nothing to do. What has landed is never edited: its digest
 * is kept.
 */
#include <ctype.h>
#include <dirent.h>
#include <libpq-fe.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lantern/arena.h"
#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/db.h"
#include "lantern/log.h"

#include "lantern/banned.h"

#define REACH_US (30 * CLOCK_US)
#define FILES_MAX 1000
#define DIGEST_SIZE (crypto_hash_sha256_BYTES * 2 + 1)

struct script {
	const char *name, *text;
	char digest[DIGEST_SIZE];
};

struct migration {
	PGconn *pg;
	struct arena *arena;
	struct script scripts[FILES_MAX];
	size_t count;
	bool landed_any;
};

static const char bookkeeping[] =
	"CREATE SCHEMA IF NOT EXISTS migration;"
	"CREATE TABLE IF NOT EXISTS migration.landed ("
	"  name text PRIMARY KEY, digest text NOT NULL, at timestamptz NOT NULL DEFAULT now());";

static void
notice_log(void *arg, const PGresult *res)
{
	(void)arg;
	log_debug(NULL, "migration_notice text=%s",
		  PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY));
}

static bool
reach(struct migration *m, const char *conninfo)
{
	int64_t give_up = clock_ticks() + REACH_US;

	for (;;) {
		m->pg = PQconnectdb(conninfo);
		if (PQstatus(m->pg) == CONNECTION_OK)
			break;
		if (clock_ticks() > give_up) {
			log_error(NULL, "migration_no_database text=%s", PQerrorMessage(m->pg));
			return false;
		}
		PQfinish(m->pg);
		(void)usleep(200000);
	}
	PQsetNoticeReceiver(m->pg, notice_log, NULL);
	return true;
}

/* Any number of statements. False, logged under `what`, when one fails. */
static bool
run(struct migration *m, const char *what, const char *sql)
{
	PGresult *res = PQexec(m->pg, sql);
	ExecStatusType status = PQresultStatus(res);
	bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!good)
		log_error(NULL, "migration_failed what=%s text=%s", what, PQerrorMessage(m->pg));
	PQclear(res);
	return good;
}

static bool
run_params(struct migration *m, const char *sql, const char *name, const char *digest)
{
	const char *const params[] = {name, digest};
	PGresult *res = PQexecParams(m->pg, sql, 2, NULL, params, NULL, NULL, 0);
	bool good = PQresultStatus(res) == PGRES_COMMAND_OK;

	if (!good)
		log_error(NULL, "migration_failed what=%s text=%s", name, PQerrorMessage(m->pg));
	PQclear(res);
	return good;
}

static int
is_script(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 4 && isdigit((unsigned char)entry->d_name[0]) &&
	       strcmp(entry->d_name + n - 4, ".sql") == 0;
}

static char *
file_text(struct arena *arena, const char *path)
{
	char part[4096], *text = NULL;
	size_t n, size = 0;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return NULL;
	while ((n = fread(part, 1, sizeof(part), f)) > 0) {
		char *longer = arena_alloc(arena, size + n + 1);

		if (size > 0)
			memcpy(longer, text, size);
		memcpy(longer + size, part, n);
		text = longer;
		size += n;
	}
	fclose(f);
	return text == NULL ? arena_strdup(arena, "") : text;
}

static bool
script_read(struct migration *m, const char *folder, const char *name)
{
	struct script *s = &m->scripts[m->count];
	unsigned char sha[crypto_hash_sha256_BYTES];
	const char *path = arena_printf(m->arena, "%s/%s", folder, name);

	if (m->count == FILES_MAX || (s->text = file_text(m->arena, path)) == NULL) {
		log_error(NULL, "migration_unreadable file=%s", path);
		return false;
	}
	s->name = arena_strdup(m->arena, name);
	crypto_hash_sha256(sha, (const unsigned char *)s->text, strlen(s->text));
	sodium_bin2hex(s->digest, sizeof(s->digest), sha, sizeof(sha));
	m->count++;
	return true;
}

/* The scripts of <sql>/<kind>, in the order of their names. */
static bool
scripts_read(struct migration *m, const struct config *config, const char *kind)
{
	const char *folder = arena_printf(m->arena, "%s/%s", config->sql, kind);
	struct dirent **entries;
	int i, n = scandir(folder, &entries, is_script, alphasort);
	bool good = n >= 0;

	m->count = 0;
	if (!good)
		log_error(NULL, "migration_no_folder folder=%s", folder);
	for (i = 0; i < n; i++) {
		good = good && script_read(m, folder, entries[i]->d_name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return good;
}

/* The digest that `name` landed with, NULL when it has not. */
static const char *
landed_digest(struct migration *m, const char *name)
{
	const char *const params[] = {name};
	PGresult *res = PQexecParams(m->pg, "SELECT digest FROM migration.landed WHERE name = $1",
				     1, NULL, params, NULL, NULL, 0);
	const char *digest = NULL;

	if (PQntuples(res) == 1)
		digest = arena_strdup(m->arena, PQgetvalue(res, 0, 0));
	PQclear(res);
	return digest;
}

static bool
script_land(struct migration *m, const struct script *s)
{
	const char *landed = landed_digest(m, s->name);

	if (landed != NULL && strcmp(landed, s->digest) == 0)
		return true;
	if (landed != NULL) {
		log_error(NULL, "migration_changed name=%s landed=%s now=%s", s->name, landed,
			  s->digest);
		return false;
	}
	if (!run(m, "begin", "BEGIN") || !run(m, s->name, s->text) ||
	    !run_params(m, "INSERT INTO migration.landed (name, digest) VALUES ($1, $2)", s->name,
			s->digest) ||
	    !run(m, s->name, "COMMIT"))
		return false;
	m->landed_any = true;
	log_info(NULL, "migration_landed name=%s", s->name);
	return true;
}

/* One digest for all of always/, with the names, so that a file taken away counts as a change. */
static void
scripts_digest(const struct migration *m, char *out)
{
	crypto_hash_sha256_state state;
	unsigned char sha[crypto_hash_sha256_BYTES];
	size_t i;

	crypto_hash_sha256_init(&state);
	for (i = 0; i < m->count; i++) {
		const struct script *s = &m->scripts[i];

		crypto_hash_sha256_update(&state, (const unsigned char *)s->name,
					  strlen(s->name) + 1);
		crypto_hash_sha256_update(&state, (const unsigned char *)s->digest, DIGEST_SIZE);
	}
	crypto_hash_sha256_final(&state, sha);
	sodium_bin2hex(out, DIGEST_SIZE, sha, sizeof(sha));
}

/* All of it in one transaction: half of the policies is worse than the old ones. */
static bool
always_apply(struct migration *m)
{
	char digest[DIGEST_SIZE];
	const char *landed = landed_digest(m, "always");
	size_t i;

	scripts_digest(m, digest);
	if (!m->landed_any && landed != NULL && strcmp(landed, digest) == 0)
		return true;
	if (!run(m, "begin", "BEGIN"))
		return false;
	for (i = 0; i < m->count; i++)
		if (!run(m, m->scripts[i].name, m->scripts[i].text) ||
		    !run(m, "reset", "RESET ALL"))
			return false;
	if (!run_params(m,
			"INSERT INTO migration.landed (name, digest) VALUES ($1, $2)"
			" ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, at = now()",
			"always", digest) ||
	    !run(m, "commit", "COMMIT"))
		return false;
	log_info(NULL, "migration_always_applied files=%zu", m->count);
	return true;
}

static bool
migrate(struct migration *m, const struct config *config)
{
	size_t i;

	if (!reach(m, config->db_owner) || !run(m, "lock", "SELECT pg_advisory_lock(1280070990)") ||
	    !run(m, "bookkeeping", bookkeeping) || !scripts_read(m, config, "migrations"))
		return false;
	for (i = 0; i < m->count; i++)
		if (!script_land(m, &m->scripts[i]))
			return false;
	return scripts_read(m, config, "always") && always_apply(m);
}

bool
db_migrate(const struct config *config)
{
	struct migration *m = calloc(1, sizeof(*m));
	bool good;

	if (m == NULL)
		log_die("out_of_memory");
	m->arena = arena_new(64UL * 1024);
	good = migrate(m, config);
	PQfinish(m->pg);
	arena_free(m->arena);
	free(m);
	return good;
}
