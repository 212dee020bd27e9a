/* session_read.c -- the answer of session_load as a struct. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "lantern/arena.h"
#include "lantern/clock.h"
#include "lantern/log.h"
#include "lantern/route.h"
#include "session.h"

#include "lantern/banned.h"

static const char *
text_of(struct arena *a, const json_t *doc, const char *name)
{
	const char *text = json_string_value(json_object_get(doc, name));

	return text == NULL ? "" : arena_strdup(a, text);
}

static int64_t
number_of(const json_t *doc, const char *name)
{
	return json_integer_value(json_object_get(doc, name));
}

/* ["a", "b"] as {a,b}; the texts are uuids and role names, nothing that needs quoting. */
static const char *
list_of(struct arena *a, const json_t *array)
{
	char *out = arena_alloc(a, 3 + json_array_size(array) * UUID_SIZE), *p = out;
	const json_t *item;
	size_t i;

	*p++ = '{';
	json_array_foreach(array, i, item) {
		size_t n = json_string_length(item);

		if (n >= UUID_SIZE)
			continue;
		if (i > 0)
			*p++ = ',';
		memcpy(p, json_string_value(item), n);
		p += n;
	}
	*p++ = '}';
	return out;
}

/*
 * Where she has a board, she may follow what happens on it. Nobody else may: a practitioner is told
 * rates and gaps and not every knock (features 63), and area level knows no names (features 98),
 * but an event holds both.
 */
static struct scope
followed_by(struct arena *a, const struct identity *who)
{
	struct scope scope = {arena_alloc(a, (who->at_count + 1) * 16), 0};
	size_t i;

	for (i = 0; i < who->at_count; i++)
		if ((who->at[i].roles & R_HAS_BOARD) != 0 &&
		    uuid_parse(who->at[i].premises, scope.ids[scope.count]) == 0)
			scope.count++;
	return scope;
}

/* Of her women a practitioner is told that there is something to read, wherever they stay. */
static struct scope
women_of(struct arena *a, const json_t *residents)
{
	struct scope scope = {arena_alloc(a, (json_array_size(residents) + 1) * 16), 0};
	const json_t *item;
	size_t i;

	json_array_foreach(residents, i, item) {
		if (uuid_parse(json_string_value(item), scope.ids[scope.count]) == 0)
			scope.count++;
	}
	return scope;
}

/* {"<premises>|estate": [role, ...]} to at[], all roles to *all and their names to *names. */
static void
roles_of(struct arena *a, json_t *roles, struct identity *who, json_t *names)
{
	struct identity_roles *at = arena_alloc(a, (json_object_size(roles) + 1) * sizeof(*at));
	const char *premises;
	json_t *list, *item;
	size_t i;

	who->at = at;
	json_object_foreach(roles, premises, list) {
		if (!id_parse(premises, at->premises))
			at->premises[0] = '\0';
		json_array_foreach(list, i, item) {
			uint32_t bit = role_bit(json_string_value(item));

			if ((who->roles & bit) == 0)
				json_array_append(names, item);
			at->roles |= bit;
			who->roles |= bit;
		}
		at++;
		who->at_count++;
	}
}

/* The terminal alone: where it stands, and nobody at it. */
static void
locked_fill(struct session *s)
{
	struct identity *l = &s->locked;

	l->session = s->open.session;
	l->terminal = s->open.terminal;
	l->terminal_premises = s->open.terminal_premises;
	l->staff = l->username = l->display_name = l->initials = "";
	l->roles = R_ANYONE | (l->terminal[0] != '\0' ? R_TERMINAL : 0);
	l->locked = true;
	l->expires_us = s->open.expires_us;
	l->premises_list = l->terminal[0] == '\0'
				   ? "{}"
				   : arena_printf(s->arena, "{%s}", l->terminal_premises);
	l->board_list = l->premises_list;
	l->residents_list = l->circle_list = l->roles_list = "{}";
	l->plans_list = l->health_list = l->kitchen_list = l->family_list = "{}";
	s->locked_premises.ids = arena_alloc(s->arena, 16);
	s->locked_premises.count = uuid_parse(l->terminal_premises, s->locked_premises.ids[0]) == 0;
}

static void
session_fill(struct session *s, const json_t *doc)
{
	struct identity *who = &s->open;
	json_t *names = json_array();

	who->session = text_of(s->arena, doc, "session");
	who->staff = text_of(s->arena, doc, "staff");
	who->username = text_of(s->arena, doc, "username");
	who->display_name = text_of(s->arena, doc, "display_name");
	who->initials = text_of(s->arena, doc, "initials");
	who->terminal = text_of(s->arena, doc, "terminal");
	who->terminal_premises = text_of(s->arena, doc, "terminal_premises");
	who->names = json_is_true(json_object_get(doc, "names"));
	who->expires_us = number_of(doc, "expires_us");
	who->premises_list = list_of(s->arena, json_object_get(doc, "premises"));
	who->board_list = list_of(s->arena, json_object_get(doc, "board"));
	who->plans_list = list_of(s->arena, json_object_get(doc, "plans"));
	who->health_list = list_of(s->arena, json_object_get(doc, "health"));
	who->kitchen_list = list_of(s->arena, json_object_get(doc, "kitchen"));
	who->family_list = list_of(s->arena, json_object_get(doc, "family"));
	who->residents_list = list_of(s->arena, json_object_get(doc, "residents"));
	who->circle_list = list_of(s->arena, json_object_get(doc, "circle"));
	who->roles = R_ANYONE | (who->terminal[0] != '\0' ? R_TERMINAL : 0);
	roles_of(s->arena, json_object_get(doc, "roles"), who, names);
	who->roles_list = list_of(s->arena, names);
	json_decref(names);
	s->followed_premises = followed_by(s->arena, who);
	s->followed_women = women_of(s->arena, json_object_get(doc, "residents"));
	s->last_action_us = s->touched_us = number_of(doc, "last_action_us");
	s->idle_s = number_of(doc, "idle_s");
	s->lock_s = number_of(doc, "lock_s");
	s->rights_until_us = number_of(doc, "rights_until_us");
	locked_fill(s);
}

struct session *
session_read(const char *key, const char *identity)
{
	json_t *doc = json_loads(identity, 0, NULL);
	struct arena *arena;
	struct session *s;

	if (!json_is_object(doc)) {
		log_error(NULL, "session_load_malformed");
		json_decref(doc);
		return NULL;
	}
	arena = arena_new(2048);
	s = arena_alloc(arena, sizeof(*s));
	s->arena = arena;
	s->holders = 1;
	memcpy(s->key, key, sizeof(s->key));
	s->loaded = clock_ticks();
	session_fill(s, doc);
	json_decref(doc);
	return s;
}

void
session_free(struct session *s)
{
	arena_free(s->arena);
}

bool
session_is_over(const struct session *s, int64_t now_us)
{
	if (s->open.expires_us != 0 && now_us >= s->open.expires_us)
		return true;
	return s->open.staff[0] != '\0' && s->idle_s > 0 &&
	       now_us - s->last_action_us >= s->idle_s * CLOCK_US;
}

bool
session_is_locked(const struct session *s, int64_t now_us)
{
	return s->open.staff[0] == '\0' ||
	       (s->lock_s > 0 && now_us - s->last_action_us >= s->lock_s * CLOCK_US);
}

bool
session_is_outlived(const struct session *s, int64_t now_us)
{
	return s->rights_until_us != 0 && now_us >= s->rights_until_us;
}
