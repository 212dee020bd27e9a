/* commands.c -- lanternd hash, totp, verify. They block: nobody is served meanwhile. */
#include "lantern/commands.h"

#include <libpq-fe.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/config.h"
#include "lantern/secret.h"

#include "lantern/banned.h"

#define SECRET_MOST 1024

static int
fail(const char *why)
{
	(void)fprintf(stderr, "lanternd: %s\n", why);
	return EXIT_FAILURE;
}

int
command_hash(const struct config *c, char **words)
{
	char secret[SECRET_MOST], hash[SECRET_HASH_SIZE];

	(void)c;
	if (words[0])
		return fail("hash takes the secret on stdin, not as a word");
	if (!fgets(secret, sizeof(secret), stdin))
		return fail("hash reads the secret from stdin");
	secret[strcspn(secret, "\r\n")] = '\0';
	if (!*secret)
		return fail("an empty secret");
	if (!secret_hash(secret, hash))
		return fail("not enough memory");
	sodium_memzero(secret, sizeof(secret));
	(void)puts(hash);
	return EXIT_SUCCESS;
}

/* Answers of a query with one optional parameter; NULL (said on stderr) when it failed. */
static PGresult *
query(PGconn *db, const char *sql, const char *parameter)
{
	PGresult *rows = PQexecParams(db, sql, 1, NULL, &parameter, NULL, NULL, 0);

	if (PQresultStatus(rows) == PGRES_TUPLES_OK)
		return rows;
	(void)fprintf(stderr, "lanternd: %s", PQerrorMessage(db));
	PQclear(rows);
	return NULL;
}

static PGconn *
connected(const char *where)
{
	PGconn *db = PQconnectdb(where);

	if (PQstatus(db) == CONNECTION_OK)
		return db;
	(void)fprintf(stderr, "lanternd: %s", PQerrorMessage(db));
	PQfinish(db);
	return NULL;
}

static int
print_code(PGconn *db, const char *username)
{
	PGresult *rows = query(db,
			       "SELECT encode(s.totp_secret, 'hex') FROM lantern.staff_secret s "
			       "JOIN lantern.staff m ON m.id = s.staff_id WHERE m.username = $1",
			       username);
	char key[80], code[7];
	uint8_t bytes[40];
	size_t n = 0;
	int done = EXIT_FAILURE;

	if (rows && PQntuples(rows) == 1 &&
	    sodium_hex2bin(bytes, sizeof(bytes), PQgetvalue(rows, 0, 0),
			   (size_t)PQgetlength(rows, 0, 0), NULL, &n, NULL) == 0) {
		base32_encode(bytes, n, key);
		if (totp_shown(key, clock_now(), code)) {
			(void)puts(code);
			done = EXIT_SUCCESS;
		}
	} else if (rows) {
		(void)fprintf(stderr, "lanternd: nobody is called %s\n", username);
	}
	PQclear(rows);
	return done;
}

int
command_totp(const struct config *c, char **words)
{
	PGconn *db;
	int done;

	if (c->demo == 0)
		return fail("totp is for the demonstration only (LANTERN_DEMO=1)");
	if (!words[0] || words[1])
		return fail("whose code? lanternd totp USERNAME");
	if (!*c->db_owner)
		return fail("totp needs LANTERN_DB_OWNER");
	db = connected(c->db_owner);
	if (!db)
		return EXIT_FAILURE;
	done = print_code(db, words[0]);
	PQfinish(db);
	return done;
}

/* A chain in one line; false when it is broken. */
static bool
tell_chain(const PGresult *rows, int row)
{
	const char *name = PQgetvalue(rows, row, 0), *events = PQgetvalue(rows, row, 1);

	if (!PQgetisnull(rows, row, 4)) {
		(void)printf("%s: broken at link %s (event %s): %s\n", name,
			     PQgetvalue(rows, row, 4), PQgetvalue(rows, row, 5),
			     PQgetvalue(rows, row, 6));
		return false;
	}
	(void)printf("%s: %s events, chain whole, head %s", name, events, PQgetvalue(rows, row, 3));
	if (strcmp(events, PQgetvalue(rows, row, 2)) != 0)
		(void)printf(", sealed to %s", PQgetvalue(rows, row, 2));
	(void)putchar('\n');
	return true;
}

static const char verify_sql[] =
	"SELECT p.name, (SELECT count(*) FROM lantern.event e WHERE e.premises_id IS NOT DISTINCT "
	"FROM p.of),"
	" coalesce(h.n, 0), coalesce(encode(h.hash, 'hex'), '-'), b.n, b.event, b.why "
	"FROM (SELECT id, id AS of, name FROM lantern.premises UNION ALL"
	" SELECT '00000000-0000-0000-0000-000000000000', NULL, 'The estate') p "
	"LEFT JOIN LATERAL (SELECT l.n, l.hash FROM lantern.event_link l"
	" WHERE l.premises_id = p.id ORDER BY l.n DESC LIMIT 1) h ON true "
	"LEFT JOIN LATERAL lantern.verify_chain(p.id) b ON true "
	"WHERE $1::text IS NULL OR p.id::text = lower($1) OR lower(p.name) = lower($1) ORDER BY "
	"p.of IS NULL, p.name";

int
command_verify(const struct config *c, char **words)
{
	PGconn *db = connected(*c->db_owner ? c->db_owner : c->db_clock);
	PGresult *rows;
	bool whole = true;

	if (!db)
		return EXIT_FAILURE;
	rows = query(db, verify_sql, words[0]);
	if (rows && PQntuples(rows) == 0)
		(void)fprintf(stderr, "lanternd: no premises of that name\n");
	for (int i = 0; rows && i < PQntuples(rows); i++)
		whole = tell_chain(rows, i) && whole;
	whole = whole && rows && PQntuples(rows) > 0;
	PQclear(rows);
	PQfinish(db);
	return whole ? EXIT_SUCCESS : EXIT_FAILURE;
}
