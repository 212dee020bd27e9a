/*
 * webhook.c -- a letter as JSON to an address of the receiver's own, signed so that it can know who
 * sent it: Lantern-Signature: t=<seconds>,v1=<HMAC-SHA-256 of "<t>.<body>", in hex>.
 */
#include "lantern/courier.h"

#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/clockwork/transfer.h"
#include "lantern/config.h"
#include "lantern/log.h"

#include "lantern/banned.h"

#define SIGNATURE_SIZE 128 /* of the header with it */

struct webhook {
	struct courier courier;
	struct transfers *transfers;
	char secret[SECRET_SETTING_MAX];
};

static char *
hook_write(const struct letter *letter)
{
	char at[CLOCK_ISO_SIZE];
	json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", letter->id, "kind",
				 letter->kind, "sent_at", clock_iso(letter->now_us, at), "subject",
				 letter->subject, "text", letter->body, "link", letter->link);
	char *text = json_dumps(json, JSON_COMPACT);

	json_decref(json);
	if (text == NULL)
		log_die("webhook_no_memory");
	return text;
}

static void
sign(const struct webhook *hook, int64_t seconds, const char *body, char out[SIGNATURE_SIZE])
{
	crypto_auth_hmacsha256_state state;
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	char hex[2 * sizeof(mac) + 1], at[24];

	snprintf(at, sizeof(at), "%lld.", (long long)seconds);
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)hook->secret,
				    strlen(hook->secret));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)at, strlen(at));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)body, strlen(body));
	crypto_auth_hmacsha256_final(&state, mac);
	snprintf(out, SIGNATURE_SIZE, "Lantern-Signature: t=%lld,v1=%s", (long long)seconds,
		 sodium_bin2hex(hex, sizeof(hex), mac, sizeof(mac)));
}

static void
hook_ended(struct courier_desk *desk, const struct transfer_end *end)
{
	struct courier_answer answer = {said_by_http(end->code), end->words};
	char words[40];

	if (end->code >= 300) {
		snprintf(words, sizeof(words), "HTTP status %ld", end->code);
		answer.words = words;
	}
	desk->done(desk, &answer);
}

static void
hook_send(struct courier *courier, const struct letter *letter, struct courier_desk *desk)
{
	struct webhook *hook = (struct webhook *)courier;
	char *body = hook_write(letter), signature[SIGNATURE_SIZE];
	const char *headers[] = {"Content-Type: application/json", signature, NULL};

	sign(hook, letter->now_us / CLOCK_US, body, signature);
	transfers_start(hook->transfers, &(struct transfer_order){.url = letter->to,
								  .headers = headers,
								  .content = body,
								  .ended = hook_ended,
								  .desk = desk});
}

static void
hook_free(struct courier *courier)
{
	struct webhook *hook = (struct webhook *)courier;

	sodium_memzero(hook->secret, sizeof(hook->secret));
	free(hook);
}

struct courier *
courier_webhook(const struct config *config, struct transfers *transfers)
{
	struct webhook *hook;

	if (*config->webhook_secret == '\0')
		return NULL;
	if ((hook = calloc(1, sizeof(*hook))) == NULL)
		log_die("webhook_no_memory");
	hook->courier = (struct courier){"webhook", hook_send, hook_free};
	hook->transfers = transfers;
	if (!config_secret(config->webhook_secret, hook->secret))
		log_die("webhook_secret_unreadable");
	return &hook->courier;
}
