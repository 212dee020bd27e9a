/*
 * transfer.c -- libcurl's multi interface on libevent: a socket here is an event, its one timer is
 * a timer.
 *
 *	HTTP: connecting -> first pull of content: paused, desk asked -> goes on -> answer
 *	mail: connecting, greeting, TLS, login -> smtp.c has the word, and asks the desk
 *
 * Two things in libcurl would hold up the loop, and are kept from it. Waiting for a name server
 * when a transfer is given up (CURLOPT_QUICK_EXIT), and waiting up to two minutes for the answer
 * to QUIT, whenever it closes a line to a mail server: our side stops reading before that, so that
 * QUIT goes out and its answer is the end of the line. For the same reason the time that a
 * transfer may take is ours to watch: libcurl's own timeout would close the line first.
 */
#include "lantern/clockwork/transfer.h"

#include <curl/curl.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lantern/clockwork/smtp.h"
#include "lantern/log.h"

#include "lantern/banned.h"

#define SOCKETS 4	     /* of one transfer at once: by several addresses of a host */
#define ANSWER_MAX (1 << 20) /* of an answer that nobody reads */

struct transfers {
	struct event_base *base;
	CURLM *multi;
	struct event *timer;
	struct transfer *first;
	long total_ms;
};

struct transfer {
	struct transfers *all;
	struct transfer *next, **from;
	CURL *easy;
	struct curl_slist *headers; /* HTTP */
	struct smtp *talk;	    /* mail, once connected */
	char *content, *from_box, *to_box;
	size_t length, pulled, answered;
	bool is_mail, asked, handed;
	curl_socket_t fd[SOCKETS]; /* CURL_SOCKET_BAD: none */
	struct event *timer;
	char reply[TRANSFER_REPLY_MAX], words[CURL_ERROR_SIZE];
	char said[SMTP_WORDS_SIZE]; /* the mail server's last words */
	bool talked;		    /* the dialogue is over; code is its end */
	long code;
	void (*ended)(struct courier_desk *desk, const struct transfer_end *end);
	struct courier_desk *desk;
};

/* ---------------------------------------------------------------- its end */

static void
stop_reading(struct transfer *t)
{
	size_t i;

	for (i = 0; i < SOCKETS; i++)
		if (t->fd[i] != CURL_SOCKET_BAD)
			(void)shutdown(t->fd[i], SHUT_RD);
}

/* Out of libcurl's hands and out of the list. */
static void
take_out(struct transfer *t)
{
	stop_reading(t);
	curl_multi_remove_handle(t->all->multi, t->easy);
	*t->from = t->next;
	if (t->next)
		t->next->from = t->from;
}

static void
transfer_free(struct transfer *t)
{
	smtp_free(t->talk);
	curl_easy_cleanup(t->easy);
	event_free(t->timer);
	curl_slist_free_all(t->headers);
	free(t->from_box);
	free(t->to_box);
	free(t->content);
	free(t);
}

/*
 * A broken line after a whole answer changes nothing of what was said. What a mail server says
 * before it has heard of the letter is no answer to it.
 */
static void
finish(struct transfer *t, CURLcode result)
{
	struct transfer_end end = {.code = t->code, .reply = t->reply, .words = t->words};

	if (!t->is_mail)
		(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &end.code);
	if (*t->words == '\0' && result != CURLE_OK)
		(void)snprintf(t->words, sizeof(t->words), "%s", curl_easy_strerror(result));
	if (*t->said)
		end.words = t->said;
	take_out(t);
	t->ended(t->desk, &end);
	transfer_free(t);
}

/* ---------------------------------------------------------------- the desk's answer */

static void act(struct transfers *all, curl_socket_t fd, int what);

static void
handed(void *ctx, bool may)
{
	struct transfer *t = ctx;

	if (!may) {
		(void)snprintf(t->words, sizeof(t->words), "not handed over");
		finish(t, CURLE_ABORTED_BY_CALLBACK);
		return;
	}
	t->handed = true;
	if (t->talk) {
		smtp_go(t->talk);
		return;
	}
	(void)curl_easy_pause(t->easy, CURLPAUSE_CONT);
	act(t->all, CURL_SOCKET_TIMEOUT, 0);
}

static void
ask_desk(void *ctx)
{
	struct transfer *t = ctx;

	if (!t->asked)
		t->desk->hand(t->desk, handed, t);
	t->asked = true;
}

/* ---------------------------------------------------------------- mail, once connected */

/* Finished from the loop: smtp.c may still be at its last line. */
static void
talk_over(void *ctx, long code, const char *words)
{
	const struct timeval at_once = {0, 0};
	struct transfer *t = ctx;

	t->talked = true;
	t->code = code;
	(void)snprintf(t->said, sizeof(t->said), "%s", words);
	event_add(t->timer, &at_once);
}

static void
talk(struct transfer *t)
{
	t->talk = smtp_start(&(struct smtp_order){.base = t->all->base,
						  .easy = t->easy,
						  .from = t->from_box,
						  .to = t->to_box,
						  .content = t->content,
						  .wanted = ask_desk,
						  .ended = talk_over,
						  .ctx = t});
}

static void
finish_all_done(struct transfers *all)
{
	CURLMsg *message;
	struct transfer *t;
	int left;

	while ((message = curl_multi_info_read(all->multi, &left)) != NULL) {
		CURLcode result = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
		*t->said = '\0';
		if (t->is_mail && result == CURLE_OK)
			talk(t);
		else
			finish(t, result);
	}
}

/* ---------------------------------------------------------------- libevent */

static void
act(struct transfers *all, curl_socket_t fd, int what)
{
	int running;

	(void)curl_multi_socket_action(all->multi, fd, what, &running);
	finish_all_done(all);
}

static void
socket_ready(evutil_socket_t fd, short what, void *ctx)
{
	act(ctx, fd,
	    (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void
timer_ran_out(evutil_socket_t fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	act(ctx, CURL_SOCKET_TIMEOUT, 0);
}

/* NOLINTBEGIN(readability-function-size): libcurl says what it takes */
static int
watch_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *watched)
{
	struct transfers *all = ctx;
	struct event *event = watched;
	short kinds = EV_PERSIST;

	(void)easy;
	if (event) {
		event_free(event);
		(void)curl_multi_assign(all->multi, fd, NULL);
	}
	if (what == CURL_POLL_REMOVE)
		return 0;
	if (what & CURL_POLL_IN)
		kinds |= EV_READ;
	if (what & CURL_POLL_OUT)
		kinds |= EV_WRITE;
	if ((event = event_new(all->base, fd, kinds, socket_ready, all)) == NULL)
		log_die("transfer_no_memory");
	event_add(event, NULL);
	(void)curl_multi_assign(all->multi, fd, event);
	return 0;
}
/* NOLINTEND(readability-function-size) */

static int
set_timer(CURLM *multi, long ms, void *ctx)
{
	struct transfers *all = ctx;
	struct timeval wait = {ms / 1000, ms % 1000 * 1000};

	(void)multi;
	if (ms < 0)
		event_del(all->timer);
	else
		event_add(all->timer, &wait);
	return 0;
}

/* Which sockets are a transfer's own: a number that libcurl has closed may be somebody else's. */
static curl_socket_t
open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct transfer *t = ctx;
	size_t i;

	(void)purpose;
	for (i = 0; i < SOCKETS; i++)
		if (t->fd[i] == CURL_SOCKET_BAD)
			return t->fd[i] = socket(to->family, to->socktype | SOCK_CLOEXEC,
						 to->protocol);
	return CURL_SOCKET_BAD;
}

static int
close_socket(void *ctx, curl_socket_t fd)
{
	struct transfer *t = ctx;
	size_t i;

	for (i = 0; i < SOCKETS; i++)
		if (t->fd[i] == fd)
			t->fd[i] = CURL_SOCKET_BAD;
	return close(fd);
}

/* ---------------------------------------------------------------- the conversation */

static void
took_too_long(evutil_socket_t fd, short what, void *ctx)
{
	struct transfer *t = ctx;

	(void)fd;
	(void)what;
	if (!t->talked)
		(void)snprintf(t->words, sizeof(t->words), "no answer in time");
	finish(t, CURLE_OPERATION_TIMEDOUT);
}

/* The other side wants content: it gets none before that is written down. */
static size_t
pull(char *out, size_t size, size_t count, void *ctx)
{
	struct transfer *t = ctx;
	size_t n = t->length - t->pulled;

	if (!t->handed) {
		ask_desk(t);
		return CURL_READFUNC_PAUSE;
	}
	if (n > size * count)
		n = size * count;
	memcpy(out, t->content + t->pulled, n);
	t->pulled += n;
	return n;
}

/* "250 queued" but not "250-more to come". */
static bool
is_last_line(const char *line, size_t n)
{
	return n >= 4 && strspn(line, "0123456789") == 3 && line[3] == ' ';
}

/* A line of the mail server before the letter. After a no, libcurl closes the line. */
static size_t
heard(char *line, size_t size, size_t count, void *ctx)
{
	struct transfer *t = ctx;
	size_t n = size * count;

	if (t->is_mail && is_last_line(line, n) && line[0] >= '4') {
		(void)snprintf(t->said, sizeof(t->said), "%.*s", (int)strcspn(line, "\r\n"), line);
		stop_reading(t);
	}
	return n;
}

static size_t
answered(char *bytes, size_t size, size_t count, void *ctx)
{
	struct transfer *t = ctx;
	size_t n = size * count, room;

	if (t->answered < sizeof(t->reply) - 1) {
		room = sizeof(t->reply) - 1 - t->answered;
		memcpy(t->reply + t->answered, bytes, n < room ? n : room);
	}
	t->answered += n;
	return t->answered > ANSWER_MAX ? 0 : n;
}

/* ---------------------------------------------------------------- its begin */

static void
set(bool ok)
{
	if (!ok)
		log_die("transfer_option_unknown");
}
#define SET(t, option, value) set(curl_easy_setopt((t)->easy, (option), (value)) == CURLE_OK)

static void
set_common(struct transfer *t, const char *url)
{
	SET(t, CURLOPT_URL, url);
	SET(t, CURLOPT_PRIVATE, t);
	SET(t, CURLOPT_ERRORBUFFER, t->words);
	SET(t, CURLOPT_NOSIGNAL, 1L);
	SET(t, CURLOPT_QUICK_EXIT, 1L);
	SET(t, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SET(t, CURLOPT_OPENSOCKETDATA, t);
	SET(t, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	SET(t, CURLOPT_CLOSESOCKETDATA, t);
	SET(t, CURLOPT_FRESH_CONNECT, 1L);
	SET(t, CURLOPT_FOLLOWLOCATION, 0L);
	SET(t, CURLOPT_SSL_VERIFYPEER, 1L);
	SET(t, CURLOPT_SSL_VERIFYHOST, 2L);
	SET(t, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(t, CURLOPT_READFUNCTION, pull);
	SET(t, CURLOPT_READDATA, t);
	SET(t, CURLOPT_WRITEFUNCTION, answered);
	SET(t, CURLOPT_WRITEDATA, t);
	SET(t, CURLOPT_HEADERFUNCTION, heard);
	SET(t, CURLOPT_HEADERDATA, t);
}

static char *
copy(const char *text)
{
	char *made = strdup(text);

	if (made == NULL)
		log_die("transfer_no_memory");
	return made;
}

/* In the clear only to this machine: a relay that stands beside the server. */
static void
set_mail(struct transfer *t, const struct transfer_order *order)
{
	t->is_mail = true;
	t->from_box = copy(order->from);
	t->to_box = copy(order->to);
	SET(t, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	SET(t, CURLOPT_CONNECT_ONLY, 1L);
	SET(t, CURLOPT_USE_SSL, (long)(url_is_here(order->url) ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	if (*order->user) {
		SET(t, CURLOPT_USERNAME, order->user);
		SET(t, CURLOPT_PASSWORD, order->password);
	}
}

static void
set_http(struct transfer *t, const struct transfer_order *order)
{
	size_t i;

	for (i = 0; order->headers[i]; i++)
		t->headers = curl_slist_append(t->headers, order->headers[i]);
	SET(t, CURLOPT_PROTOCOLS_STR, "http,https");
	SET(t, CURLOPT_FORBID_REUSE, 1L);
	SET(t, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(t, CURLOPT_POST, 1L);
	SET(t, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->length);
	SET(t, CURLOPT_HTTPHEADER, t->headers);
	SET(t, CURLOPT_USERAGENT, "Lantern");
}

void
transfers_start(struct transfers *all, const struct transfer_order *order)
{
	struct timeval limit = {all->total_ms / 1000, all->total_ms % 1000 * 1000};
	struct transfer *t = calloc(1, sizeof(*t));
	size_t i;

	if (t == NULL || (t->easy = curl_easy_init()) == NULL ||
	    (t->timer = evtimer_new(all->base, took_too_long, t)) == NULL)
		log_die("transfer_no_memory");
	t->all = all;
	for (i = 0; i < SOCKETS; i++)
		t->fd[i] = CURL_SOCKET_BAD;
	event_add(t->timer, &limit);
	t->content = order->content;
	t->length = strlen(order->content);
	t->ended = order->ended;
	t->desk = order->desk;
	t->from = &all->first;
	if ((t->next = all->first) != NULL)
		t->next->from = &t->next;
	all->first = t;
	set_common(t, order->url);
	if (order->headers)
		set_http(t, order);
	else
		set_mail(t, order);
	if (curl_multi_add_handle(all->multi, t->easy) != CURLM_OK)
		log_die("transfer_not_started");
}

void
transfers_cancel(struct transfers *all)
{
	struct transfer *t, *next;

	for (t = all->first; t; t = next) {
		next = t->next;
		(void)snprintf(t->words, sizeof(t->words), "stopped");
		finish(t, CURLE_ABORTED_BY_CALLBACK);
	}
}

struct transfers *
transfers_new(struct event_base *base, long total_ms)
{
	struct transfers *all = calloc(1, sizeof(*all));

	if (all == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (all->multi = curl_multi_init()) == NULL ||
	    (all->timer = evtimer_new(base, timer_ran_out, all)) == NULL)
		log_die("transfers_no_memory");
	all->base = base;
	all->total_ms = total_ms;
	(void)curl_multi_setopt(all->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
	(void)curl_multi_setopt(all->multi, CURLMOPT_SOCKETDATA, all);
	(void)curl_multi_setopt(all->multi, CURLMOPT_TIMERFUNCTION, set_timer);
	(void)curl_multi_setopt(all->multi, CURLMOPT_TIMERDATA, all);
	return all;
}

void
transfers_free(struct transfers *all)
{
	if (all == NULL)
		return;
	(void)curl_multi_cleanup(all->multi);
	event_free(all->timer);
	curl_global_cleanup();
	free(all);
}
