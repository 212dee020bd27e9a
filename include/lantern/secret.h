/*
 * secret.h -- passwords, PINs and one-time codes. Hashing takes 20 ms and more: call it by
 * req_work() only.
 */
#ifndef LANTERN_SECRET_H
#define LANTERN_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECRET_HASH_SIZE 128 /* an argon2id string and NUL */
#define TOTP_SECRET_BYTES 20

/*
 * At start, before threads: `pepper` is mixed into every hash, so a stolen database alone opens
 * nothing.
 */
void secret_init(const char *pepper);

/*
 * argon2id, 19 MiB, 2 passes, of HMAC-SHA-256(pepper, secret). False when memory is short. Any
 * thread.
 */
bool secret_hash(const char *secret, char out[SECRET_HASH_SIZE]);

/*
 * False when it does not match or `hash` is malformed; takes as long for "" (unknown user) as for
 * a real one.
 */
bool secret_verify(const char *secret, const char *hash);

/*
 * RFC 6238: SHA-1, 30 s, 6 digits, one step of drift each way. `code` is exactly six digits. A
 * step at
 * or before `last_step` (the one used last, 0 = none) is refused, so no code works twice. Returns
 * the
 * step to keep as the last one, 0 when the code is wrong.
 */
int64_t totp_step(const char *base32_key, const char *code, int64_t now_us, int64_t last_step);

/* The code of this instant, for `lanternd totp`; false when the key can't be read. */
bool totp_now(const char *base32_key, int64_t now_us, char out[7]);

/*
 * The code that an authenticator with this key shows at that instant. False when the key is
 * malformed.
 */
bool totp_shown(const char *base32_key, int64_t now_us, char code[7]);

/* Base32 (RFC 4648, upper case, no padding) both ways. `out` of base32_encode holds bytes*8/5 + 2.
   Decode ignores spaces and case; returns the bytes written or -1. */
void base32_encode(const uint8_t *in, size_t bytes, char *out);
int base32_decode(const char *in, uint8_t *out, size_t out_bytes);

#endif
