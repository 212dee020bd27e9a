/* secret.c -- argon2id over a peppered secret, and one-time codes (RFC 6238). */
#include "lantern/secret.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "lantern/clock.h"

#include "lantern/banned.h"

#define OPSLIMIT 2
#define MEMLIMIT (19UL * 1024 * 1024)
#define TOTP_STEP_S 30
#define TOTP_KEY_MAX 64

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static unsigned char pepper_key[crypto_auth_hmacsha256_KEYBYTES];

void
secret_init(const char *pepper)
{
	crypto_hash_sha256(pepper_key, (const unsigned char *)pepper, strlen(pepper));
}

/* As text: argon2id of libsodium takes any bytes, but a fixed form is easier to check elsewhere. */
static void
peppered(const char *secret, char out[2 * crypto_auth_hmacsha256_BYTES + 1])
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];

	crypto_auth_hmacsha256(mac, (const unsigned char *)secret, strlen(secret), pepper_key);
	sodium_bin2hex(out, 2 * sizeof(mac) + 1, mac, sizeof(mac));
}

bool
secret_hash(const char *secret, char out[SECRET_HASH_SIZE])
{
	char mixed[2 * crypto_auth_hmacsha256_BYTES + 1];
	bool good;

	peppered(secret, mixed);
	good = crypto_pwhash_str_alg(out, mixed, strlen(mixed), OPSLIMIT, MEMLIMIT,
				     crypto_pwhash_ALG_ARGON2ID13) == 0;
	sodium_memzero(mixed, sizeof(mixed));
	return good;
}

bool
secret_verify(const char *secret, const char *hash)
{
	/* Of a secret that nobody has, so that an unknown name takes as long as a known one. */
	static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
				     "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	char mixed[2 * crypto_auth_hmacsha256_BYTES + 1];
	bool known = hash[0] != '\0', good;

	peppered(secret, mixed);
	good = crypto_pwhash_str_verify(known ? hash : nobody, mixed, strlen(mixed)) == 0;
	sodium_memzero(mixed, sizeof(mixed));
	return good && known;
}

static void
totp_code(const uint8_t *key, int key_n, int64_t step, char out[7])
{
	unsigned char message[8], mac[EVP_MAX_MD_SIZE];
	unsigned int n = 0;
	uint32_t number;
	int i, at;

	for (i = 0; i < 8; i++)
		message[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	HMAC(EVP_sha1(), key, key_n, message, sizeof(message), mac, &n);
	at = mac[n - 1] & 0x0f;
	number = ((uint32_t)(mac[at] & 0x7f) << 24) | ((uint32_t)mac[at + 1] << 16) |
		 ((uint32_t)mac[at + 2] << 8) | mac[at + 3];
	(void)snprintf(out, 7, "%06u", number % 1000000);
}

bool
totp_now(const char *base32_key, int64_t now_us, char out[7])
{
	uint8_t key[TOTP_KEY_MAX];
	int n = base32_decode(base32_key, key, sizeof(key));

	if (n <= 0)
		return false;
	totp_code(key, n, now_us / CLOCK_US / TOTP_STEP_S, out);
	return true;
}

int64_t
totp_step(const char *base32_key, const char *code, int64_t now_us, int64_t last_step)
{
	int64_t now = now_us / CLOCK_US / TOTP_STEP_S, step, found = 0;
	uint8_t key[TOTP_KEY_MAX];
	int n = base32_decode(base32_key, key, sizeof(key));
	char right[7];

	if (n <= 0 || strlen(code) != 6)
		return 0;
	for (step = now - 1; step <= now + 1; step++) {
		totp_code(key, n, step, right);
		if (sodium_memcmp(right, code, 6) == 0 && step > last_step)
			found = step;
	}
	sodium_memzero(key, sizeof(key));
	return found;
}

bool
totp_shown(const char *base32_key, int64_t now_us, char code[7])
{
	uint8_t key[TOTP_KEY_MAX];
	int n = base32_decode(base32_key, key, sizeof(key));

	if (n <= 0)
		return false;
	totp_code(key, n, now_us / CLOCK_US / TOTP_STEP_S, code);
	sodium_memzero(key, sizeof(key));
	return true;
}

void
base32_encode(const uint8_t *in, size_t bytes, char *out)
{
	uint32_t bits = 0;
	int held = 0;
	size_t i;

	for (i = 0; i < bytes; i++) {
		bits = (bits << 8) | in[i];
		for (held += 8; held >= 5; held -= 5)
			*out++ = base32[(bits >> (held - 5)) & 31];
	}
	if (held > 0)
		*out++ = base32[(bits << (5 - held)) & 31];
	*out = '\0';
}

int
base32_decode(const char *in, uint8_t *out, size_t out_bytes)
{
	uint32_t bits = 0;
	int held = 0;
	size_t n = 0;

	for (; *in != '\0' && *in != '='; in++) {
		const char *at = memchr(base32, toupper((unsigned char)*in), sizeof(base32) - 1);

		if (*in == ' ')
			continue;
		if (at == NULL)
			return -1;
		bits = (bits << 5) | (uint32_t)(at - base32);
		held += 5;
		if (held >= 8) {
			if (n == out_bytes)
				return -1;
			held -= 8;
			out[n++] = (uint8_t)(bits >> held);
		}
	}
	return (int)n;
}
