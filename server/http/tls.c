/* tls.c -- certificate and settings of TLS 1.2 and 1.3; both can be read again while serving. */
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>

#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

struct tls {
	const char *cert, *key;
	SSL_CTX *ctx;
};

/* NOLINTBEGIN(readability-function-size): OpenSSL says what it takes */
static int
choose_http1(SSL *ssl, const unsigned char **out, unsigned char *n, const unsigned char *in,
	     unsigned int in_n, void *arg)
{
	static const unsigned char http1[] = "\x08http/1.1";
	unsigned char *chosen;
	int found = SSL_select_next_proto(&chosen, n, http1, sizeof(http1) - 1, in, in_n);

	(void)ssl;
	(void)arg;
	*out = chosen;
	return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}
/* NOLINTEND(readability-function-size) */

static SSL_CTX *
context_new(const struct tls *t)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());

	if (ctx == NULL)
		log_die("out_of_memory");
	SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
	SSL_CTX_set_options(ctx, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS); /* thousands of idle streams */
	SSL_CTX_set_alpn_select_cb(ctx, choose_http1, NULL);
	if (SSL_CTX_use_certificate_chain_file(ctx, t->cert) != 1 ||
	    SSL_CTX_use_PrivateKey_file(ctx, t->key, SSL_FILETYPE_PEM) != 1 ||
	    SSL_CTX_check_private_key(ctx) != 1) {
		log_error(NULL, "tls_certificate_unusable file=%s reason=%s", t->cert,
			  ERR_reason_error_string(ERR_get_error()));
		SSL_CTX_free(ctx);
		return NULL;
	}
	return ctx;
}

struct tls *
tls_new(const char *cert, const char *key)
{
	struct tls *t = calloc(1, sizeof(*t));

	if (t == NULL)
		log_die("out_of_memory");
	t->cert = cert;
	t->key = key;
	t->ctx = context_new(t);
	if (t->ctx != NULL)
		return t;
	free(t);
	return NULL;
}

SSL *
tls_session(struct tls *t)
{
	SSL *ssl = SSL_new(t->ctx);

	if (ssl == NULL)
		log_die("out_of_memory");
	return ssl;
}

/* A bad new certificate leaves the old one in place. Sessions keep the context they began with. */
bool
tls_reload(struct tls *t)
{
	SSL_CTX *fresh = context_new(t);

	if (fresh == NULL)
		return false;
	SSL_CTX_free(t->ctx);
	t->ctx = fresh;
	return true;
}

void
tls_free(struct tls *t)
{
	if (t == NULL)
		return;
	SSL_CTX_free(t->ctx);
	free(t);
}
