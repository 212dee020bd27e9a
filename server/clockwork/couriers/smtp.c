/*
 * smtp.c -- the dialogue of one letter.
 *
 *	MAIL -> RCPT -> DATA	[2xx, 2xx]
 *	DATA -> WAITING		[354: whoever started it is asked]
 *	WAITING -> CONTENT	[smtp_go]
 *	CONTENT -> OVER		[any reply]
 *	any -> OVER		[another reply than that, or the line broke]
 */
#include "lantern/clockwork/smtp.h"

#include <curl/curl.h>
#include <event2/event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/log.h"

#include "lantern/banned.h"

#define LINE_SIZE 1100	/* RFC 5321 allows 512 */
#define REPLY_LINES 100 /* of one reply */
#define COMMAND_SIZE 400

enum step { STEP_MAIL, STEP_RCPT, STEP_DATA, STEP_WAITING, STEP_CONTENT, STEP_OVER };

struct smtp {
	struct smtp_order order;
	char to[COMMAND_SIZE];
	struct event *readable, *writable;
	enum step step;
	char line[LINE_SIZE];
	size_t line_length;
	int lines;
	char *out;
	size_t out_length, out_sent;
};

/* ---------------------------------------------------------------- its end */

static void
end(struct smtp *s, long code, const char *words)
{
	char copy[SMTP_WORDS_SIZE];

	if (s->step == STEP_OVER)
		return;
	s->step = STEP_OVER;
	snprintf(copy, sizeof(copy), "%.*s", (int)sizeof(copy) - 1, words);
	event_del(s->readable);
	event_del(s->writable);
	s->order.ended(s->order.ctx, code, copy);
}

/* Taking leave is polite, and nobody waits for the answer. */
static void
take_leave(struct smtp *s)
{
	static const char quit[] = "QUIT\r\n";
	size_t sent;

	(void)curl_easy_send(s->order.easy, quit, strlen(quit), &sent);
}

/* ---------------------------------------------------------------- saying */

static void
flush(struct smtp *s)
{
	CURLcode result = CURLE_OK;
	size_t n;

	while (s->out_sent < s->out_length && result == CURLE_OK) {
		n = 0;
		result = curl_easy_send(s->order.easy, s->out + s->out_sent,
					s->out_length - s->out_sent, &n);
		s->out_sent += n;
	}
	if (result == CURLE_AGAIN)
		event_add(s->writable, NULL);
	else if (result != CURLE_OK)
		end(s, 0, "the line broke");
}

/* Takes `text`, from malloc. */
static void
say(struct smtp *s, char *text)
{
	if (text == NULL)
		log_die("smtp_no_memory");
	free(s->out);
	s->out = text;
	s->out_length = strlen(text);
	s->out_sent = 0;
	flush(s);
}

static void
command(struct smtp *s, const char *verb, const char *what)
{
	char text[COMMAND_SIZE];

	snprintf(text, sizeof(text), "%s%s\r\n", verb, what);
	say(s, strdup(text));
}

/* Dots at the begin of a line are doubled; one alone is the end. */
static char *
stuffed(const char *content)
{
	char *out = malloc(2 * strlen(content) + sizeof(".\r\n")), *to = out;
	bool begin = true;

	if (out == NULL)
		log_die("smtp_no_memory");
	for (; *content; content++) {
		if (begin && *content == '.')
			*to++ = '.';
		*to++ = *content;
		begin = *content == '\n';
	}
	memcpy(to, ".\r\n", sizeof(".\r\n"));
	return out;
}

void
smtp_go(struct smtp *s)
{
	s->step = STEP_CONTENT;
	say(s, stuffed(s->order.content));
}

/* ---------------------------------------------------------------- hearing */

static void
refused(struct smtp *s, long code)
{
	take_leave(s);
	end(s, code >= 400 ? code : 0, s->line);
}

static void
replied(struct smtp *s, long code)
{
	long right = s->step == STEP_DATA ? 3 : 2;

	if (code / 100 != right) {
		refused(s, code);
		return;
	}
	switch (s->step) {
	case STEP_MAIL:
		s->step = STEP_RCPT;
		command(s, "RCPT TO:", s->to);
		break;
	case STEP_RCPT:
		s->step = STEP_DATA;
		command(s, "DATA", "");
		break;
	case STEP_DATA:
		s->step = STEP_WAITING;
		s->order.wanted(s->order.ctx);
		break;
	case STEP_CONTENT:
		take_leave(s);
		end(s, code, s->line);
		break;
	case STEP_WAITING: /* it speaks without being asked: 421, say */
	case STEP_OVER:
		break;
	}
}

/* One line without its end. */
static void
heard(struct smtp *s)
{
	bool numbered = s->line_length >= 3 && strspn(s->line, "0123456789") >= 3;

	if (!numbered || ++s->lines > REPLY_LINES) {
		end(s, 0, "an answer that is none");
		return;
	}
	if (s->line[3] == '-')
		return;
	s->lines = 0;
	if (s->step == STEP_WAITING)
		end(s, 0, s->line);
	else
		replied(s, strtol(s->line, NULL, 10));
}

static void
hear_byte(struct smtp *s, char byte)
{
	if (byte != '\n') {
		if (s->line_length < LINE_SIZE - 1)
			s->line[s->line_length++] = byte;
		return;
	}
	if (s->line_length > 0 && s->line[s->line_length - 1] == '\r')
		s->line_length--;
	s->line[s->line_length] = '\0';
	heard(s);
	s->line_length = 0;
}

static void
hear(struct smtp *s)
{
	char bytes[1024];
	CURLcode result = CURLE_OK;
	size_t n, i;

	while (s->step != STEP_OVER) {
		n = 0;
		result = curl_easy_recv(s->order.easy, bytes, sizeof(bytes), &n);
		if (result == CURLE_AGAIN)
			return;
		if (result != CURLE_OK || n == 0) {
			end(s, 0, "the line broke");
			return;
		}
		for (i = 0; i < n && s->step != STEP_OVER; i++)
			hear_byte(s, bytes[i]);
	}
}

static void
can_read(evutil_socket_t fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	hear(ctx);
}

static void
can_write(evutil_socket_t fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	flush(ctx);
}

/* ---------------------------------------------------------------- begin */

struct smtp *
smtp_start(const struct smtp_order *order)
{
	struct smtp *s = calloc(1, sizeof(*s));
	curl_socket_t fd = CURL_SOCKET_BAD;

	(void)curl_easy_getinfo(order->easy, CURLINFO_ACTIVESOCKET, &fd);
	if (s == NULL ||
	    (s->readable = event_new(order->base, fd, EV_READ | EV_PERSIST, can_read, s)) == NULL ||
	    (s->writable = event_new(order->base, fd, EV_WRITE, can_write, s)) == NULL)
		log_die("smtp_no_memory");
	s->order = *order;
	snprintf(s->to, sizeof(s->to), "%s", order->to);
	event_add(s->readable, NULL);
	s->step = STEP_MAIL;
	command(s, "MAIL FROM:", order->from);
	return s;
}

void
smtp_free(struct smtp *s)
{
	if (s == NULL)
		return;
	event_free(s->readable);
	event_free(s->writable);
	free(s->out);
	free(s);
}
