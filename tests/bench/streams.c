/*
 * streams.c -- many open event streams, and when each of them got an event.
 *
 * streams HOST PORT PATH COUNT EACH plain|tls opens COUNT streams, EACH with the same cookie:
 * `watch-` and a number in 37 digits. Then it answers each line of its input with one of output:
 *
 * - open: how many streams have had their first event
 * - expect TEXT: forget what came, look for TEXT from now on
 * - seen: how many streams had it, and when the first, the middle and the last of them did
 *   (microseconds since 1970)
 *
 * One process and one loop: what it measures is when the bytes could be read.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 512
#define READ_BYTES 16384
#define LINE_BYTES 256
#define OPENING_MAX 128 /* at once, so that the listener's queue holds them */

struct stream {
	int fd;
	SSL *ssl;
	bool opened; /* its first event has come */
	int64_t seen_us;
};

struct target {
	struct sockaddr_in address;
	const char *host, *path;
	SSL_CTX *tls; /* NULL: plain */
	int each;
};

static struct stream *streams;
static int count, asked, opened;
static char expected[LINE_BYTES];
static int loop;

static void
die(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static int64_t
now_us(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

static void
stream_ask(struct stream *s, const struct target *t, const char *request, int n)
{
	if (t->tls == NULL) {
		if (send(s->fd, request, (size_t)n, 0) != n)
			die("send");
		return;
	}
	s->ssl = SSL_new(t->tls);
	if (s->ssl == NULL || SSL_set_fd(s->ssl, s->fd) != 1 || SSL_connect(s->ssl) != 1 ||
	    SSL_write(s->ssl, request, n) != n)
		die("tls");
}

static void
stream_open(int i, const struct target *t)
{
	struct stream *s = &streams[i];
	struct epoll_event interest = {.events = EPOLLIN, .data.u32 = (uint32_t)i + 1};
	char request[1024];
	int n = snprintf(request, sizeof(request),
			 "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: __Host-lantern=watch-%037d\r\n"
			 "Accept: text/event-stream\r\n\r\n",
			 t->path, t->host, i / t->each);

	s->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (s->fd < 0 ||
	    connect(s->fd, (const struct sockaddr *)&t->address, sizeof(t->address)) != 0)
		die("connect");
	stream_ask(s, t, request, n);
	if (fcntl(s->fd, F_SETFL, O_NONBLOCK) != 0 ||
	    epoll_ctl(loop, EPOLL_CTL_ADD, s->fd, &interest) != 0)
		die("epoll_ctl");
}

static ssize_t
stream_read(struct stream *s, char *bytes, size_t size)
{
	if (s->ssl != NULL)
		return SSL_read(s->ssl, bytes, (int)size);
	return recv(s->fd, bytes, size, 0);
}

/* Events are small and written at once, so the text looked for never lies across two reads. */
static void
stream_came(struct stream *s)
{
	static char bytes[READ_BYTES + 1]; /* still the last ones when the server closes */
	ssize_t n;

	while ((n = stream_read(s, bytes, READ_BYTES)) > 0) {
		bytes[n] = '\0';
		if (!s->opened && strstr(bytes, "event: beat") != NULL) {
			s->opened = true;
			opened++;
		}
		if (s->seen_us == 0 && expected[0] != '\0' && strstr(bytes, expected) != NULL)
			s->seen_us = now_us();
	}
	if (n == 0) {
		fprintf(stderr, "streams: with %d open the server closed one, having said: %s\n",
			opened, bytes);
		exit(EXIT_FAILURE);
	}
}

static int
by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
say_seen(void)
{
	int64_t *times = calloc((size_t)count + 1, sizeof(*times));
	int i, n = 0;

	if (times == NULL)
		die("calloc");
	for (i = 0; i < count; i++)
		if (streams[i].seen_us != 0)
			times[n++] = streams[i].seen_us;
	qsort(times, (size_t)n, sizeof(*times), by_time);
	printf("%d %lld %lld %lld\n", n, (long long)times[0], (long long)times[n / 2],
	       (long long)times[n == 0 ? 0 : n - 1]);
	free(times);
}

static void
command(void)
{
	char line[LINE_BYTES];
	int i;

	if (fgets(line, sizeof(line), stdin) == NULL)
		exit(EXIT_SUCCESS);
	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, "expect ", 7) == 0) {
		for (i = 0; i < count; i++)
			streams[i].seen_us = 0;
		(void)snprintf(expected, sizeof(expected), "%s", line + 7);
		puts("looking");
	} else if (strcmp(line, "seen") == 0) {
		say_seen();
	} else {
		printf("%d\n", opened);
	}
	(void)fflush(stdout);
}

static void
target_read(struct target *t, char **argv)
{
	t->host = argv[1];
	t->path = argv[3];
	t->each = atoi(argv[5]);
	t->address.sin_family = AF_INET;
	t->address.sin_port = htons((uint16_t)atoi(argv[2]));
	if (inet_pton(AF_INET, t->host, &t->address.sin_addr) != 1)
		die("address");
	if (strcmp(argv[6], "tls") == 0)
		t->tls = SSL_CTX_new(TLS_client_method());
}

int
main(int argc, char **argv)
{
	struct epoll_event ready[EVENTS], commands = {.events = EPOLLIN, .data.u32 = 0};
	struct rlimit files;
	struct target t = {.tls = NULL};
	int i, n;

	if (argc != 7)
		return EXIT_FAILURE;
	target_read(&t, argv);
	count = atoi(argv[4]);
	streams = calloc((size_t)count, sizeof(*streams));
	loop = epoll_create1(0);
	if (streams == NULL || loop < 0 || getrlimit(RLIMIT_NOFILE, &files) != 0)
		die("start");
	files.rlim_cur = files.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &files);
	(void)setvbuf(stdin, NULL, _IONBF, 0); /* a line kept in a buffer would not wake us */
	if (epoll_ctl(loop, EPOLL_CTL_ADD, STDIN_FILENO, &commands) != 0)
		die("stdin");
	for (;;) {
		while (asked < count && asked - opened < OPENING_MAX)
			stream_open(asked++, &t);
		n = epoll_wait(loop, ready, EVENTS, -1);
		for (i = 0; i < n; i++) {
			if (ready[i].data.u32 == 0)
				command();
			else
				stream_came(&streams[ready[i].data.u32 - 1]);
		}
	}
}
