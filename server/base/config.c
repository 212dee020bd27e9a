/* config.c -- one table of settings: environment first, then the command line. */
#include "lantern/config.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/log.h"

#include "lantern/banned.h"

struct setting {
	const char *option; /* as on the command line; LANTERN_ and capitals in the environment */
	size_t offset;
	const char *text; /* default of a text setting */
	int64_t number;	  /* default, least and greatest of a number; greatest 0 = it is text */
	int64_t least, greatest;
};

#define TEXT(name, standard) \
	{ \
#name, offsetof(struct config, name), standard, 0, 0, 0 \
	}
#define NUMBER(name, standard, least, greatest) \
	{ \
#name, offsetof(struct config, name), NULL, standard, least, greatest \
	}

static const struct setting settings[] = {
	TEXT(listen, "127.0.0.1:8443"),
	TEXT(db, ""),
	TEXT(db_clock, ""),
	TEXT(db_owner, ""),
	TEXT(tls_cert, ""),
	TEXT(tls_key, ""),
	TEXT(web, ""),
	TEXT(sql, "sql"),
	TEXT(api, "server/api/openapi.json"),
	TEXT(clock, ""),
	TEXT(pepper, ""),
	TEXT(public_url, ""),
	TEXT(mail_url, ""),
	TEXT(mail_from, ""),
	TEXT(mail_user, ""),
	TEXT(mail_password, ""),
	TEXT(webhook_secret, ""),
	TEXT(notify_url, "https://api.notifications.service.gov.uk"),
	TEXT(notify_key, ""),
	TEXT(notify_template, ""),
	TEXT(log_level, "info"),
	NUMBER(demo, 0, 0, 1),
	NUMBER(workers, 2, 1, 16),
	NUMBER(connections, 12000, 16, 60000),
	NUMBER(streams, 10000, 1, 50000),
	NUMBER(streams_each, 8, 1, 50000),
	NUMBER(arrive_s, 10, 1, 60),
	NUMBER(idle_s, 60, 1, 600),
	NUMBER(wait_ms, 3000, 0, 10000),
	NUMBER(write_ms, 5000, 100, 60000),
	NUMBER(courier_s, 45, 1, 60),
	NUMBER(beat_s, 15, 1, 60),
};
#define SETTINGS (sizeof(settings) / sizeof(*settings))

static bool
setting_put(struct config *c, const struct setting *s, const char *value)
{
	char *end;
	long long n;

	if (s->greatest == 0) {
		*(const char **)(void *)((char *)c + s->offset) = value;
		return true;
	}
	errno = 0;
	n = strtoll(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || n < s->least || n > s->greatest) {
		(void)fprintf(stderr, "lanternd: %s must be a number from %lld to %lld\n",
			      s->option, (long long)s->least, (long long)s->greatest);
		return false;
	}
	*(int64_t *)(void *)((char *)c + s->offset) = n;
	return true;
}

static bool
setting_from_environment(struct config *c, const struct setting *s)
{
	char name[64] = "LANTERN_";
	size_t i, n = strlen(name);
	const char *value;

	for (i = 0; s->option[i] != '\0'; i++)
		name[n + i] = (char)toupper((unsigned char)s->option[i]);
	name[n + i] = '\0';
	value = getenv(name);
	if (value != NULL)
		return setting_put(c, s, value);
	if (s->greatest == 0)
		return setting_put(c, s, s->text);
	*(int64_t *)(void *)((char *)c + s->offset) = s->number;
	return true;
}

/* `word` is NAME=VALUE; dashes in the name stand for underscores. */
static bool
setting_from_option(struct config *c, const char *word)
{
	size_t i, k, n = strcspn(word, "=");

	for (i = 0; i < SETTINGS && word[n] == '='; i++) {
		const char *option = settings[i].option;

		if (strlen(option) != n)
			continue;
		for (k = 0;
		     k < n && (word[k] == option[k] || (word[k] == '-' && option[k] == '_'));)
			k++;
		if (k == n)
			return setting_put(c, &settings[i], word + n + 1);
	}
	(void)fprintf(stderr, "lanternd: unknown option --%s\n", word);
	return false;
}

bool
config_read(struct config *c, int argc, char **argv, int *command)
{
	size_t s;
	int i;

	for (s = 0; s < SETTINGS; s++)
		if (!setting_from_environment(c, &settings[s]))
			return false;
	for (i = 1; i < argc && strncmp(argv[i], "--", 2) == 0; i++)
		if (!setting_from_option(c, argv[i] + 2))
			return false;
	*command = i;
	return true;
}

bool
config_secret(const char *setting, char out[SECRET_SETTING_MAX])
{
	size_t n;
	FILE *f;

	if (strncmp(setting, "file:", 5) != 0) {
		n = strlen(setting);
		if (n >= SECRET_SETTING_MAX)
			return false;
		memcpy(out, setting, n + 1);
		return true;
	}
	if ((f = fopen(setting + 5, "re")) == NULL) {
		log_error(NULL, "secret_unreadable file=%s reason=%s", setting + 5,
			  strerror(errno));
		return false;
	}
	n = fread(out, 1, SECRET_SETTING_MAX - 1, f);
	(void)fclose(f);
	out[n] = '\0';
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}
