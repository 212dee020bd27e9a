/* told.c -- what happened to her, as her practitioner is told of it at once. */
#include "lantern/facts/told.h"

#include <stdio.h>
#include <string.h>

#include "lantern/facts/chain.h"
#include "lantern/facts/update.h"

#include "lantern/banned.h"

#define WORDS_SIZE 160

const char *
told_time(const struct stay_facts *facts, int64_t us, char out[TOLD_TIME_SIZE])
{
	const struct zone *zone = facts->basis.zone;
	struct wall then = zone_wall(zone, us), now = zone_wall(zone, facts->basis.now_us);
	int hour = then.second / 3600, minute = then.second / 60 % 60;
	const char *zone_word = "";

	if (zone_repeats(zone, us))
		zone_word = zone_offset_s(zone, us) ? " BST" : " GMT";
	if (now.day - then.day > 1)
		snprintf(out, TOLD_TIME_SIZE, "earlier");
	else
		snprintf(out, TOLD_TIME_SIZE, "%sat %02d:%02d%s",
			 now.day == then.day ? "" : "yesterday ", hour, minute, zone_word);
	return out;
}

struct sentence {
	const char *kind; /* of update */
	const char *words;
};

/* One sentence of what happened, and when. */
static void
tell_now(json_t *record, const struct stay_facts *facts, const struct told *what,
	 struct sentence sentence)
{
	char time[TOLD_TIME_SIZE], words[WORDS_SIZE];

	snprintf(words, sizeof(words), "%s %s.", sentence.words,
		 told_time(facts, what->happened_us, time));
	update_tell(record, facts,
		    &(struct update){.level = UPDATE_NOW,
				     .kind = sentence.kind,
				     .words = words,
				     .about = what->about,
				     .about_id = what->about_id,
				     .author = what->author},
		    NULL);
}

void
told_self_harm(json_t *record, const struct stay_facts *facts, const struct told *what,
	       int64_t told_us)
{
	if (told_us == US_NEVER || what->happened_us > told_us)
		tell_now(record, facts, what, (struct sentence){"self_harm", "She hurt herself"});
}

void
told_overdose(json_t *record, const struct stay_facts *facts, const struct told *what)
{
	tell_now(record, facts, what,
		 (struct sentence){"overdose", "She was found to have taken an overdose"});
}

/* A locked screen stamps the step too, and tells nobody: it does not know whom. */
static bool
ambulance_came(json_t *chain)
{
	json_t *step;
	size_t i;

	json_array_foreach(json_object_get(chain, "steps"), i, step) {
		if (strcmp(facts_text(step, "step"), "ambulance") == 0 &&
		    *facts_text(step, "by") != '\0')
			return true;
	}
	return false;
}

void
told_ambulance(json_t *record, const struct stay_facts *facts, json_t *chain,
	       const struct told *what)
{
	if (!ambulance_came(chain))
		tell_now(record, facts, what,
			 (struct sentence){"hospital",
					   "She did not answer at her door; an ambulance came"});
}

void
told_hospital(json_t *record, const struct stay_facts *facts, const struct told *what)
{
	if (!ambulance_came(chain_now(facts)))
		tell_now(record, facts, what,
			 (struct sentence){"hospital", "She left for hospital"});
}
