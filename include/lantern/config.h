/*
 * config.h -- what the operator decides, read once at start: environment first, then --key=value.
 *
 * LANTERN_DB_CLOCK is --db-clock=... on the command line, and so on. Unknown options stop the
 * start.
 */
#ifndef LANTERN_CONFIG_H
#define LANTERN_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

struct config {
	const char *listen; /* LANTERN_LISTEN addr:port or [v6]:port; 127.0.0.1:8443 */
	const char *db; /* LANTERN_DB conninfo of lantern_app (host by address: look-ups block) */
	const char *db_clock; /* LANTERN_DB_CLOCK conninfo of lantern_clock */
	const char *db_owner; /* LANTERN_DB_OWNER conninfo for migrations; "" = none at start */
	const char *tls_cert; /* LANTERN_TLS_CERT PEM chain; "" = plain HTTP */
	const char *tls_key;  /* LANTERN_TLS_KEY PEM */
	const char *web;      /* LANTERN_WEB folder of the built client; "" = none */
	const char *sql;      /* LANTERN_SQL folder holding migrations/ and always/ */
	const char *api;      /* LANTERN_API the OpenAPI document */
	const char *clock;    /* LANTERN_CLOCK file:PATH; "" = the database's clock */
	const char *pepper;   /* LANTERN_PEPPER file:PATH or the text itself; mixed into hashes */
	const char
		*public_url;   /* LANTERN_PUBLIC_URL where people reach this, no slash at its end */
	const char *mail_url;  /* LANTERN_MAIL_URL smtp[s]://host:port; "" = no mail */
	const char *mail_from; /* LANTERN_MAIL_FROM address of the sender */
	const char *mail_user; /* LANTERN_MAIL_USER "" = no login */
	const char *mail_password;   /* LANTERN_MAIL_PASSWORD file:PATH or the text itself */
	const char *webhook_secret;  /* LANTERN_WEBHOOK_SECRET likewise; "" = no webhooks */
	const char *notify_url;	     /* LANTERN_NOTIFY_URL of GOV.UK Notify */
	const char *notify_key;	     /* LANTERN_NOTIFY_KEY like a password; "" = no Notify */
	const char *notify_template; /* LANTERN_NOTIFY_TEMPLATE uuid */
	const char *log_level;	     /* LANTERN_LOG_LEVEL debug|info|warn|error */
	int64_t demo;	      /* LANTERN_DEMO 1: invented people only; lanternd totp tells codes */
	int64_t workers;      /* LANTERN_WORKERS threads for hashes, 1..16; 2 */
	int64_t connections;  /* LANTERN_CONNECTIONS open at once, 16..60000; 12000 */
	int64_t streams;      /* LANTERN_STREAMS open at once, 1..50000; 10000 */
	int64_t streams_each; /* LANTERN_STREAMS_EACH per session or terminal, 1..50000; 8 */
	int64_t arrive_s;     /* LANTERN_ARRIVE_S a request must have arrived in, 1..60; 10 */
	int64_t idle_s;	      /* LANTERN_IDLE_S a kept-alive connection may idle, 1..600; 60 */
	int64_t wait_ms;      /* LANTERN_WAIT_MS wait for a lost database, 0..10000; 3000 */
	int64_t write_ms;     /* LANTERN_WRITE_MS until a write is unknown, 100..60000; 5000 */
	int64_t courier_s;    /* LANTERN_COURIER_S a letter may take to be sent, 1..60; 45 */
	int64_t beat_s;	      /* LANTERN_BEAT_S between beats of a stream, 1..60; 15 */
};

/*
 * Reads the environment, then the options among argv[1..]. *command becomes the index in argv of
 * the
 * first word that is no option (argc when there is none); what follows it is the command's own.
 * On a fault prints one line to stderr and returns false. Strings live as long as the process.
 */
bool config_read(struct config *c, int argc, char **argv, int *command);

#define SECRET_SETTING_MAX 4097 /* with NUL */

/*
 * A secret that is given as the text itself or as file:PATH: its first line, into `out`. False,
 * logged, when the file can't be read.
 */
bool config_secret(const char *setting, char out[SECRET_SETTING_MAX]);

#endif
