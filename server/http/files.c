/*
 * files.c -- the built client, read into memory whole: no disk on the way of an answer.
 *
 * Addresses that are no file get index.html, so that a page can be opened by its own address.
 * Every file is revalidated by its ETag; the .gz beside it is sent to whoever takes it.
 */
#include <dirent.h>
#include <event2/buffer.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lantern/arena.h"
#include "lantern/log.h"
#include "private.h"

#include "lantern/banned.h"

#define FILES_MAX 1024
#define FILE_BYTES_MAX (8L * 1024 * 1024)
#define ETAG_SIZE 35 /* quoted, 16 bytes in hex */

struct content {
	const unsigned char *bytes;
	size_t n;
	char etag[ETAG_SIZE];
};

struct file {
	const char *path; /* as in an address: "/app.js" */
	const char *type;
	struct content plain, gz; /* gz.bytes NULL: there is none */
};

/* Answers may refer to its memory for a while, so an old set is freed by the last of them. */
struct set {
	struct arena *arena;
	struct file files[FILES_MAX];
	size_t count;
	size_t holders;
	char build[17];
};

static const char *root;
static struct set *present;

static const char *
type_of(const char *path)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{".html", "text/html; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".css", "text/css; charset=utf-8"},
		{".json", "application/json"},
		{".webmanifest", "application/manifest+json"},
		{".svg", "image/svg+xml"},
		{".png", "image/png"},
		{".ico", "image/x-icon"},
		{".woff2", "font/woff2"},
		{".wav", "audio/wav"},
		{".mp3", "audio/mpeg"},
		{".txt", "text/plain; charset=utf-8"},
		{".map", "application/json"},
	};
	size_t i, n = strlen(path);

	for (i = 0; i < sizeof(types) / sizeof(*types); i++) {
		size_t e = strlen(types[i].ending);

		if (n > e && strcmp(path + n - e, types[i].ending) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}

static bool
content_read(struct set *s, const char *path, struct content *c)
{
	unsigned char sha[crypto_hash_sha256_BYTES];
	unsigned char *bytes;
	struct stat st;
	FILE *f = fopen(path, "re");
	bool good;

	if (f == NULL)
		return false;
	good = fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FILE_BYTES_MAX;
	if (good) {
		c->n = (size_t)st.st_size;
		bytes = arena_alloc(s->arena, c->n);
		good = fread(bytes, 1, c->n, f) == c->n;
		c->bytes = bytes;
		crypto_hash_sha256(sha, bytes, c->n);
		c->etag[0] = c->etag[ETAG_SIZE - 2] = '"';
		sodium_bin2hex(c->etag + 1, ETAG_SIZE - 2, sha, 16);
		c->etag[ETAG_SIZE - 2] = '"';
		c->etag[ETAG_SIZE - 1] = '\0';
	}
	fclose(f);
	return good;
}

static void
file_add(struct set *s, const char *folder, const char *path)
{
	struct file *f = &s->files[s->count];

	if (s->count == FILES_MAX) {
		log_warn(NULL, "too_many_files file=%s", path);
		return;
	}
	if (!content_read(s, arena_printf(s->arena, "%s%s", folder, path), &f->plain)) {
		log_warn(NULL, "file_unreadable file=%s", path);
		return;
	}
	(void)content_read(s, arena_printf(s->arena, "%s%s.gz", folder, path), &f->gz);
	f->path = path;
	f->type = type_of(path);
	s->count++;
}

static void
folder_add(struct set *s, const char *folder, const char *under)
{
	DIR *d = opendir(arena_printf(s->arena, "%s%s", folder, under));
	struct dirent *entry;

	if (d == NULL)
		return;
	while ((entry = readdir(d)) != NULL) {
		const char *path = arena_printf(s->arena, "%s/%s", under, entry->d_name);
		size_t n = strlen(path);

		if (entry->d_name[0] == '.')
			continue;
		if (entry->d_type == DT_DIR)
			folder_add(s, folder, path);
		else if (n < 4 || strcmp(path + n - 3, ".gz") != 0)
			file_add(s, folder, path);
	}
	closedir(d);
}

static int
file_compare(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static const struct file *
file_find(const struct set *s, const char *path)
{
	struct file wanted = {.path = path};

	return bsearch(&wanted, s->files, s->count, sizeof(wanted), file_compare);
}

static void
set_build(struct set *s)
{
	crypto_hash_sha256_state state;
	unsigned char sha[crypto_hash_sha256_BYTES];
	size_t i;

	crypto_hash_sha256_init(&state);
	for (i = 0; i < s->count; i++)
		crypto_hash_sha256_update(&state, (const unsigned char *)s->files[i].plain.etag,
					  ETAG_SIZE);
	crypto_hash_sha256_final(&state, sha);
	if (s->count > 0)
		sodium_bin2hex(s->build, sizeof(s->build), sha, 8);
}

static void
set_release(struct set *s)
{
	if (s != NULL && --s->holders == 0) {
		arena_free(s->arena);
		free(s);
	}
}

void
files_reload(void)
{
	struct set *s = calloc(1, sizeof(*s));

	if (s == NULL)
		log_die("out_of_memory");
	s->arena = arena_new(64UL * 1024);
	s->holders = 1;
	if (root[0] != '\0')
		folder_add(s, root, "");
	qsort(s->files, s->count, sizeof(s->files[0]), file_compare);
	set_build(s);
	set_release(present);
	present = s;
	log_info(NULL, "files_read count=%zu build=%s", s->count, s->build);
}

void
files_init(const char *folder)
{
	root = folder;
	files_reload();
}

void
files_free(void)
{
	set_release(present);
	present = NULL;
}

const char *
files_build(void)
{
	return present->build;
}

static void
sent(const void *bytes, size_t n, void *set)
{
	(void)bytes;
	(void)n;
	set_release(set);
}

/* Only our own ETags are ever sent, so finding one in the list is exact enough. */
static bool
has_it(struct exchange *x, const struct content *c)
{
	const char *known = req_header(&x->r, "If-None-Match");

	return known != NULL && strstr(known, c->etag) != NULL;
}

static void
content_answer(struct exchange *x, const struct file *f, const struct content *c)
{
	struct evbuffer *body = evhttp_request_get_output_buffer(x->ev);

	reply_header(x, "ETag", c->etag);
	reply_header(x, "Cache-Control", "no-cache");
	reply_header(x, "Vary", "Accept-Encoding");
	if (has_it(x, c)) {
		reply_send(x, 304, REPLY_PAGE, body);
		return;
	}
	reply_header(x, "Content-Type", f->type);
	if (c == &f->gz)
		reply_header(x, "Content-Encoding", "gzip");
	present->holders++;
	evbuffer_add_reference(body, c->bytes, c->n, sent, present);
	reply_send(x, 200, REPLY_PAGE, body);
}

void
files_answer(struct exchange *x)
{
	const char *path = strcmp(x->path, "/") == 0 ? "/index.html" : x->path;
	const char *encodings = req_header(&x->r, "Accept-Encoding");
	const struct file *f = file_find(present, path);
	bool page = strrchr(path, '.') == NULL;

	if (f == NULL && page)
		f = file_find(present, "/index.html");
	if (f == NULL) {
		exchange_problem(x, problem(&x->r, PROBLEM_NOT_FOUND, "No such address."));
		return;
	}
	content_answer(x, f,
		       f->gz.bytes != NULL && encodings != NULL && strstr(encodings, "gzip") != NULL
			       ? &f->gz
			       : &f->plain);
}
