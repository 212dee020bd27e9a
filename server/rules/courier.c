/* courier.c -- tries, backoff and the end of a message; and what an address may look like. */
#include "lantern/rules/courier.h"

#include <string.h>

#include "lantern/rules/zone.h"

#include "lantern/banned.h"

#define TRY_FOR_US US_PER_DAY
#define ADDRESS_MAX 254
#define URL_MAX 320

/* ---------------------------------------------------------------- what was said */

enum courier_said
said_by_mail(long reply)
{
	if (reply >= 200 && reply < 300)
		return SAID_TAKEN;
	if (reply >= 400 && reply < 500)
		return SAID_LATER;
	return reply >= 500 && reply < 600 ? SAID_NEVER : SAID_NOTHING;
}

enum courier_said
said_by_http(long status)
{
	switch (status) {
	case 401: /* our key, not this message */
	case 403:
	case 408:
	case 429:
	case 503:
		return SAID_LATER;
	default:
		break;
	}
	if (status >= 200 && status < 300)
		return SAID_TAKEN;
	return status >= 300 && status < 500 ? SAID_NEVER : SAID_NOTHING;
}

/* ---------------------------------------------------------------- what follows */

static int64_t
backoff_us(int32_t tries, uint32_t draw)
{
	static const int32_t minutes[] = {1, 5, 15, 60, 240};
	const int32_t last = sizeof(minutes) / sizeof(*minutes) - 1;
	int64_t us = minutes[tries - 1 < last ? tries - 1 : last] * US_PER_MIN;

	return us + us / 5 * (int64_t)(draw % 1024) / 1024;
}

static enum courier_fate
fate_of(const struct courier_try *one)
{
	switch (one->said) {
	case SAID_TAKEN:
		return FATE_SENT;
	case SAID_NEVER:
		return FATE_DEAD;
	case SAID_NOTHING:
		return one->handed ? FATE_UNKNOWN : FATE_AGAIN;
	case SAID_LATER:
		break;
	}
	return FATE_AGAIN;
}

struct courier_verdict
courier_judge(const struct courier_try *one)
{
	struct courier_verdict verdict = {.fate = fate_of(one)};

	if (verdict.fate != FATE_AGAIN)
		return verdict;
	verdict.next_us = one->now_us + backoff_us(one->tries, one->draw);
	if (verdict.next_us > one->begun_us + TRY_FOR_US)
		verdict = (struct courier_verdict){.fate = FATE_DEAD};
	return verdict;
}

/* ---------------------------------------------------------------- addresses */

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool
host_ok(const char *host, size_t length)
{
	return length > 0 && strspn(host, LETTERS DIGITS ".-") >= length && host[0] != '.' &&
	       host[0] != '-' && host[length - 1] != '.' && memchr(host, '.', length) != NULL;
}

/* The atoms of RFC 5321 without quoting: all that is in use, and nothing a header could trip on. */
static bool
mailbox_ok(const char *address)
{
	size_t length = strlen(address);
	size_t local = strspn(address, LETTERS DIGITS ".!#$%&'*+/=?^_`{|}~-");

	return length <= ADDRESS_MAX && local > 0 && local <= 64 && address[local] == '@' &&
	       address[0] != '.' && host_ok(address + local + 1, length - local - 1);
}

/* Of scheme://host... the host; NULL when there is none. */
static const char *
url_host(const char *url, size_t *length)
{
	const char *host = strstr(url, "://");

	if (host == NULL)
		return NULL;
	host += 3;
	*length = *host == '[' ? strcspn(host, "]/") + 1 : strcspn(host, ":/?#");
	return host;
}

bool
url_is_here(const char *url)
{
	static const char *const here[] = {"127.0.0.1", "[::1]", "localhost"};
	size_t i, length;
	const char *host = url_host(url, &length);

	for (i = 0; host && i < sizeof(here) / sizeof(*here); i++)
		if (strlen(here[i]) == length && strncmp(host, here[i], length) == 0)
			return true;
	return false;
}

static bool
web_address_ok(const char *url)
{
	size_t length = strlen(url), i, host_length;
	const char *host = url_host(url, &host_length);

	for (i = 0; i < length; i++)
		if (url[i] <= ' ' || url[i] > '~' || strchr("@\"<>\\^`{|}#", url[i]))
			return false;
	if (length > URL_MAX || host == NULL || host_length == 0)
		return false;
	return strncmp(url, "https://", 8) == 0 ||
	       (strncmp(url, "http://", 7) == 0 && url_is_here(url));
}

bool
address_ok(const char *courier, const char *address)
{
	if (strcmp(courier, "inbox") == 0)
		return *address == '\0';
	if (strcmp(courier, "webhook") == 0)
		return web_address_ok(address);
	return mailbox_ok(address);
}
