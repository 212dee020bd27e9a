/* plan_doc.c -- a version of her plan between its JSON and the rules. */
#include "lantern/app_plans.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/ids.h"

#include "lantern/banned.h"

const char *const plan_daily_words[PLAN_DAILY_COUNT + 1] = {"meal", "sleep", "company", NULL};

const char *
plan_text(json_t *object, const char *name)
{
	const char *text = facts_text(object, name);

	return text[strspn(text, " \t\n")] == '\0' ? "" : text;
}

static size_t
place_of(const char *const *words, const char *word)
{
	size_t i = 0;

	while (words[i] && strcmp(words[i], word) != 0)
		i++;
	return i;
}

/* As the database writes it, so that the same id is the same text. */
static const char *
id_of(struct req *r, json_t *object, const char *name)
{
	char id[UUID_SIZE];

	return id_parse(facts_text(object, name), id) ? req_strdup(r, id) : "";
}

static void
read_words(json_t *json, struct safety_plan *plan)
{
	json_t *object;
	size_t i, at;

	for (i = 0; i < SECTION_COUNT; i++)
		plan->section[i].hers = plan->section[i].ours = "";
	json_array_foreach(json_object_get(json, "sections"), i, object) {
		at = place_of(plan_section_words, facts_text(object, "name"));
		plan->section[at].hers = plan_text(object, "her_words");
		plan->section[at].ours = plan_text(object, "our_words");
	}
}

static void
read_crisis(json_t *json, struct safety_plan *plan)
{
	json_t *object;
	size_t i, at;

	for (i = 0; i < CRISIS_COUNT; i++) {
		plan->crisis[i].state = "not_asked";
		plan->crisis[i].words = "";
		plan->crisis[i].known_us = US_NEVER;
	}
	json_array_foreach(json_object_get(json, "crisis"), i, object) {
		at = place_of(crisis_line_words, facts_text(object, "name"));
		plan->crisis[at].state = facts_text(object, "state");
		plan->crisis[at].words = plan_text(object, "words");
		if (!clock_parse(facts_text(object, "known_at"), &plan->crisis[at].known_us))
			plan->crisis[at].known_us = US_NEVER;
	}
}

static void
read_lines(struct req *r, json_t *json, struct safety_plan *plan)
{
	json_t *object;
	size_t i;

	json_array_foreach(json_object_get(json, "lines"), i, object) {
		plan->line[plan->line_count++] = (struct plan_line){
			.id = id_of(r, object, "line"),
			.sees = facts_text(object, "sees"),
			.action = facts_text(object, "action"),
			.does = facts_text(object, "does"),
			.who = plan_text(object, "who"),
			.within_s = (int32_t)facts_us(object, "within_s", WITHIN_ABSENT)};
	}
	json_array_foreach(json_object_get(json, "signs"), i, object) {
		plan->sign[plan->sign_count++] = (struct plan_sign){
			.id = id_of(r, object, "sign"),
			.words = facts_text(object, "words"),
			.strength = strcmp(facts_text(object, "leaning"), "strength") == 0,
			.line = id_of(r, object, "line")};
	}
}

void
plan_read(struct req *r, json_t *json, struct safety_plan *plan)
{
	json_t *agreement = json_object_get(json, "agreement"), *word;
	size_t i;

	memset(plan, 0, sizeof(*plan));
	plan->agreement = agreement ? facts_text(agreement, "state") : "not_asked";
	plan->agreement_words = plan_text(agreement, "words");
	plan->large_print = json_is_true(json_object_get(json, "large_print"));
	json_array_foreach(json_object_get(json, "daily"), i, word) {
		plan->daily |= 1u << place_of(plan_daily_words, json_string_value(word));
	}
	read_words(json, plan);
	read_crisis(json, plan);
	read_lines(r, json, plan);
}

/* Where in the body, with the place of the line or sign; and what to do about it. */
static const struct {
	const char *pointer, *words;
} fault_words[] = {
	[FAULT_LINE_TWICE] = {"/lines/%zu/line", "This line is here twice."},
	[FAULT_SIGN_TWICE] = {"/signs/%zu/sign", "This sign is here twice."},
	[FAULT_SIGN_STRAY] = {"/signs/%zu/line", "There is no such line in this plan."},
	[FAULT_LINE_WHO] = {"/lines/%zu/who", "Say who does it."},
	[FAULT_LINE_WITHIN] = {"/lines/%zu/within_s", "Say within how long."},
	[FAULT_SIGN_LINE] = {"/signs/%zu/line", "Say what we do when it is seen."},
	[FAULT_SIGNS_FEW] = {"/signs", "There are too few early signs."},
	[FAULT_SIGNS_MANY] = {"/signs", "There are more early signs than people keep in mind."},
	[FAULT_NO_STRENGTH] = {"/signs", "There is no strength of hers yet."},
	[FAULT_HOW] = {"/sections", "\"How to be with me\" is not written yet."},
};

struct problem *
plan_faults_told(struct req *r, const struct plan_faults *faults, enum problem_kind kind)
{
	struct problem *p;
	size_t i;

	if (faults->count == 0)
		return NULL;
	p = problem(r, kind, "%s", fault_words[faults->item[0].kind].words);
	for (i = 0; i < faults->count; i++) {
		enum plan_fault_kind fault = faults->item[i].kind;
		const char *pointer = fault_words[fault].pointer;
		const char *gap = strstr(pointer, "%zu");

		problem_field(p,
			      gap ? req_printf(r, "%.*s%zu%s", (int)(gap - pointer), pointer,
					       faults->item[i].place, gap + strlen("%zu"))
				  : pointer,
			      "%s", fault_words[fault].words);
	}
	return p;
}

json_t *
plan_changed_words(uint32_t bits)
{
	json_t *words = json_array();
	int i;

	for (i = 0; i < SECTION_COUNT; i++)
		if (bits & 1u << i)
			json_array_append_new(words, json_string(plan_section_words[i]));
	if (bits & PLAN_LINES_BIT)
		json_array_append_new(words, json_string("lines"));
	return words;
}
