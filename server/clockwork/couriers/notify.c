/*
 * notify.c -- a letter by GOV.UK Notify: POST /v2/notifications/email, a template of ours with the
 * places ((subject)) and ((message)), and our id as its reference.
 *
 * The key is name-service-secret, the last two of them UUIDs. Each call carries a token made of it:
 * HS256 over {iss: service, iat: now}; Notify takes it within 30 seconds of its own clock.
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
#include "lantern/ids.h"
#include "lantern/log.h"

#include "lantern/banned.h"

#define UUID_LENGTH (UUID_SIZE - 1)
#define TOKEN_SIZE 400

struct notify {
	struct courier courier;
	struct transfers *transfers;
	const char *template;
	char url[300], service[UUID_SIZE], secret[UUID_SIZE];
};

/* ---------------------------------------------------------------- the token */

/* Appends base64url without padding. */
static void
append_base64(char *out, const void *bytes, size_t n)
{
	size_t at = strlen(out);

	(void)sodium_bin2base64(out + at, TOKEN_SIZE - at, bytes, n,
				sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static void
token_write(const struct notify *notify, int64_t now_us, char out[TOKEN_SIZE])
{
	static const char head[] = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
	char claims[120];
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	snprintf(claims, sizeof(claims), "{\"iss\":\"%s\",\"iat\":%lld}", notify->service,
		 (long long)(now_us / CLOCK_US));
	*out = '\0';
	append_base64(out, head, strlen(head));
	snprintf(out + strlen(out), 2, ".");
	append_base64(out, claims, strlen(claims));
	crypto_auth_hmacsha256_init(&state, (const unsigned char *)notify->secret,
				    strlen(notify->secret));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)out, strlen(out));
	crypto_auth_hmacsha256_final(&state, mac);
	snprintf(out + strlen(out), 2, ".");
	append_base64(out, mac, sizeof(mac));
}

/* ---------------------------------------------------------------- the call */

static char *
call_write(const struct notify *notify, const struct letter *letter)
{
	json_t *json = json_pack("{s:s, s:s, s:{s:s, s:s}, s:s}", "email_address", letter->to,
				 "template_id", notify->template, "personalisation", "subject",
				 letter->subject, "message", letter->body, "reference", letter->id);
	char *text = json_dumps(json, JSON_COMPACT);

	json_decref(json);
	if (text == NULL)
		log_die("notify_no_memory");
	return text;
}

/* {"errors": [{"error": "BadRequestError", "message": "..."}]}: its first, in words. */
static void
error_words(const struct transfer_end *end, char *out, size_t size)
{
	json_t *json = json_loads(end->reply, 0, NULL);
	json_t *first = json_array_get(json_object_get(json, "errors"), 0);
	const char *error = json_string_value(json_object_get(first, "error"));
	const char *message = json_string_value(json_object_get(first, "message"));

	snprintf(out, size, "Notify %ld %s %s", end->code, error ? error : "",
		 message ? message : "");
	json_decref(json);
}

/* Notify says that whoever got a 500 is to send again: it has not been taken. */
static enum courier_said
said_by_notify(long status)
{
	return status == 500 ? SAID_LATER : said_by_http(status);
}

static void
notify_ended(struct courier_desk *desk, const struct transfer_end *end)
{
	struct courier_answer answer = {said_by_notify(end->code), end->words};
	char words[300];

	if (end->code >= 300) {
		error_words(end, words, sizeof(words));
		answer.words = words;
	}
	desk->done(desk, &answer);
}

static void
notify_send(struct courier *courier, const struct letter *letter, struct courier_desk *desk)
{
	struct notify *notify = (struct notify *)courier;
	char token[TOKEN_SIZE], authorization[TOKEN_SIZE + 40];
	const char *headers[] = {"Content-Type: application/json", authorization, NULL};

	token_write(notify, letter->now_us, token);
	snprintf(authorization, sizeof(authorization), "Authorization: Bearer %s", token);
	transfers_start(notify->transfers,
			&(struct transfer_order){.url = notify->url,
						 .headers = headers,
						 .content = call_write(notify, letter),
						 .ended = notify_ended,
						 .desk = desk});
}

static void
notify_free(struct courier *courier)
{
	struct notify *notify = (struct notify *)courier;

	sodium_memzero(notify->secret, sizeof(notify->secret));
	free(notify);
}

/* ---------------------------------------------------------------- its setup */

/* False when the key is not name-service-secret. */
static bool
key_read(struct notify *notify, const char *key)
{
	size_t length = strlen(key);
	const char *secret, *service;

	if (length < 2 * UUID_LENGTH + 3)
		return false;
	secret = key + length - UUID_LENGTH;
	service = secret - 1 - UUID_LENGTH;
	if (secret[-1] != '-' || service[-1] != '-')
		return false;
	snprintf(notify->secret, sizeof(notify->secret), "%s", secret);
	snprintf(notify->service, sizeof(notify->service), "%.*s", UUID_LENGTH, service);
	return id_parse(notify->service, NULL) && id_parse(notify->secret, NULL);
}

struct courier *
courier_notify(const struct config *config, struct transfers *transfers)
{
	struct notify *notify;
	char key[SECRET_SETTING_MAX];

	if (*config->notify_key == '\0')
		return NULL;
	if ((notify = calloc(1, sizeof(*notify))) == NULL)
		log_die("notify_no_memory");
	notify->courier = (struct courier){"notify", notify_send, notify_free};
	notify->transfers = transfers;
	notify->template = config->notify_template;
	snprintf(notify->url, sizeof(notify->url), "%s/v2/notifications/email", config->notify_url);
	if (!config_secret(config->notify_key, key) || !key_read(notify, key))
		log_die("notify_key_unreadable");
	sodium_memzero(key, sizeof(key));
	return &notify->courier;
}
