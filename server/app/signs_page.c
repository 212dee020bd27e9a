/*
 * signs_page.c -- her signs against her own usual: 28 days, shift by shift, one sign beside itself
 * and never beside another (features 16, 19).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/facts/basis.h"
#include "lantern/facts/record.h"
#include "lantern/facts/signs.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/route.h"

#include "lantern/banned.h"

/* What the strips are made from. */
struct strips {
	struct sign_basis basis;
	int64_t shifts[STRIP_SHIFTS_MAX];
	size_t shift_count;
	struct strip_dot dots[STRIP_SHIFTS_MAX];
};

static step_fn signs_loaded;

/* GET /api/residents/{crn}/stays/{stay}/signs */
struct problem *
signs_page(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_SIGNS_PAGE,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       signs_loaded);
}

static bool
read_looks(struct req *r, json_t *page, struct strips *s)
{
	json_t *looks = json_object_get(page, "looks"), *look;
	struct sighting *sightings =
		req_alloc(r, (json_array_size(looks) + 1) * sizeof(*sightings));
	struct rules_settings settings;
	size_t i;

	json_array_foreach(looks, i, look)
		if (!facts_read_sighting(look, &sightings[i]))
			return false;
	s->basis = (struct sign_basis){.sighting = sightings, .count = json_array_size(looks)};
	if (!facts_read_settings(json_object_get(page, "settings"), &settings))
		return false;
	s->shift_count = strip_shifts(&settings, facts_zone(), r->now, s->shifts);
	return true;
}

/* Her sign with its strip: only shifts in which somebody looked. */
static void
add_strip(struct strips *s, json_t *sign)
{
	json_t *strip = json_array();
	uint8_t id[16];
	bool gap;
	size_t i;

	facts_uuid_bytes(facts_text(sign, "sign"), id);
	strip_fill(&s->basis, id, &(struct strip_span){s->shifts, s->shift_count}, s->dots);
	for (i = 0; i < s->shift_count; i++)
		if (s->dots[i].looked)
			json_array_append_new(strip,
					      json_pack("{s:o, s:s, s:i}", "shift_at",
							record_iso(s->shifts[i]), "state",
							sighting_state_word(s->dots[i].state),
							"count", (int)s->dots[i].seen));
	gap = strip_gap(s->shifts, s->dots, s->shift_count, facts_us(sign, "from_us", US_ENDLESS));
	json_object_set_new(sign, "strip", strip);
	json_object_set_new(sign, "gap", json_boolean(gap));
	json_object_del(sign, "from_us");
}

static struct problem *
compose(struct req *r, json_t *page)
{
	struct strips *s = req_alloc(r, sizeof(*s));
	json_t *shifts = json_array(), *sign;
	size_t i;

	json_object_set_new(page, "shifts", shifts);
	if (!read_looks(r, page, s)) {
		log_error(r->id, "signs_unreadable stay=%s", req_param(r, "stay"));
		return problem(r, PROBLEM_FAULT, "What was seen of her could not be read.");
	}
	for (i = 0; i < s->shift_count; i++)
		json_array_append_new(shifts, record_iso(s->shifts[i]));
	json_array_foreach(json_object_get(page, "signs"), i, sign) {
		add_strip(s, sign);
	}
	json_object_del(page, "looks");
	json_object_del(page, "settings");
	return req_answer(r, 200, json_text(r, json_incref(page)));
}

static struct problem *
signs_loaded(struct req *r, const struct rows *rows)
{
	const char *text = rows_count(rows) ? rows_text(rows, "page") : NULL;
	struct problem *p;
	json_t *page;

	if (text == NULL)
		return woman_answered(r, rows);
	page = json_loads(text, 0, NULL);
	p = compose(r, page);
	json_decref(page);
	return p;
}
