/*
 * basis.h -- what the database knows about one woman's checks, as the rules take it.
 *
 * The view lantern.stay_basis composes one JSON object a stay (sql/always); every judge starts from
 * it, whether a request or a deadline asks. Instants in it are microseconds since 1970 UTC, ids are
 * text.
 */
#ifndef LANTERN_FACTS_BASIS_H
#define LANTERN_FACTS_BASIS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lantern/ids.h"
#include "lantern/rules/stay.h"

struct stay_facts {
	/* Borrowed from the JSON, "" where there is nothing. */
	const char *stay, *resident, *premises;
	const char *room;     /* uuid of her room now, "" when she has none */
	const char *movement; /* uuid of the open movement, "" when she is in */
	const char *alarm;    /* uuid of the open alarm */
	int64_t version;      /* of stay_checks: what a record made from this is guarded by */
	bool arrived;	      /* she lives here; else nothing may be recorded about her */
	json_t *ladder;	      /* who hears at each rung, in words, lowest first; borrowed */
	json_t *json;	      /* the whole, borrowed */

	struct rules_settings settings;
	struct stay_basis basis; /* its settings and zone are set */
};

/*
 * Fills `facts` from the object; `json` must outlive it. now_us goes to the basis. False when it
 * does not have the shape that the view gives, or more rows than the rules take: our own mistake,
 * to be answered as a fault.
 */
bool facts_read(struct stay_facts *facts, json_t *json, int64_t now_us);

/* Her record is restricted: what is written of her stays in its rows, no event carries it. */
bool facts_restricted(const struct stay_facts *facts);

/* From here on the facts are as if somebody had decided about this proposal (uuid). */
void facts_decide(struct stay_facts *facts, const char *proposal);

/* Check plans alone, as the view writes them: [{start_us, end_us, bands: [...]}]. */
bool facts_read_plans(json_t *array, struct plan_set *plans);

/* The open requirements' shape: also of those a withdrawn visit had closed. */
bool facts_read_requirement(json_t *object, struct requirement *out);

/* The settings in force, {name: value}; a name that is missing keeps its default. */
bool facts_read_settings(json_t *object, struct rules_settings *settings);

/* Microseconds of a member, `otherwise` when it is null or absent. */
int64_t facts_us(json_t *object, const char *name, int64_t otherwise);

/* Text of a member, "" when it is null or absent. */
const char *facts_text(json_t *object, const char *name);

/* Days since 1970-01-01 of "2026-11-10", which json_read has found to be a date. */
int32_t facts_day(const char *date);

/* Europe/London from 1990 to 2060, filled once from the machine's time zone data. */
const struct zone *facts_zone(void);

/* The bytes of a uuid's text and back; `out` holds UUID_SIZE. */
void facts_uuid_bytes(const char *text, uint8_t bytes[16]);
char *facts_uuid_text(const uint8_t bytes[16], char *out);

/*
 * Role bits of route.h's names, as in check_band.who: the place in the table `role`, first is bit
 * 0.
 */
uint32_t facts_roles(json_t *names);

#endif
