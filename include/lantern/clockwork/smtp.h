/*
 * smtp.h -- one letter to a mail server that has greeted us, been greeted, and taken our login
 * (RFC 5321): MAIL, RCPT, DATA, the content, QUIT.
 *
 * libcurl makes the connection and reads and writes it, with TLS or without. The dialogue is ours,
 * because libcurl's own waits for the answer to the content without letting the loop go on.
 */
#ifndef LANTERN_CLOCKWORK_SMTP_H
#define LANTERN_CLOCKWORK_SMTP_H

struct event_base;
struct smtp;

#define SMTP_WORDS_SIZE 200

struct smtp_order {
	struct event_base *base;
	void *easy; /* CURL *, connected by CURLOPT_CONNECT_ONLY; outlives the dialogue */
	const char *from, *to; /* "<a@b>"; copied */
	const char *content;   /* CRLF line ends, no dots doubled; must outlive the dialogue */
	/* The server waits for the content: nothing of it goes out before smtp_go(). */
	void (*wanted)(void *ctx);
	/*
	 * Once, from the loop; free it there or later. code: of the reply that ended it, 0 when
	 * none that is clear. A code of 2xx is the answer to the whole content, and nothing else.
	 */
	void (*ended)(void *ctx, long code, const char *words);
	void *ctx;
};

struct smtp *smtp_start(const struct smtp_order *order);
void smtp_go(struct smtp *s);
void smtp_free(struct smtp *s); /* NULL is allowed */

#endif
