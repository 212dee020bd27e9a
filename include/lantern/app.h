/*
 * app.h -- the first step of every route, one block a feature; server/routes.c is the only reader
 * of most of it.
 *
 * What each takes and gives stands in server/api/<feature>.json.
 */
#ifndef LANTERN_APP_H
#define LANTERN_APP_H

#include <jansson.h>

#include "lantern/req.h"
#include "lantern/secret.h"

/* sign_in.c */
step_fn me_get, me_awake_post, sign_in_post, sign_out_post;

/* Answers as GET /api/me does for a session just made (uuid), which the request itself does not
 * have yet. */
struct problem *me_ask(struct req *r, const char *session);

/* pin.c */
step_fn me_pin_post;

/*
 * Whether `pin` is the PIN of `staff` (uuid), who must be signed on at the terminal's premises now.
 * Runs `next` (rows NULL, r->ctx as it was) when it is; else answers pin-wrong, pin-locked or
 * sign-on-needed. Wrong tries are counted and logged. Both texts must live as long as the request.
 * Returns NULL or a problem, as any step does.
 */
struct problem *pin_check(struct req *r, const char *staff, const char *pin, step_fn *next);

/* NULL when these are six digits that are not easily guessed, else a problem at /pin. */
struct problem *pin_fault(struct req *r, const char *pin);

/* Stores a PIN that passed pin_fault, with an event, and answers 204. The texts must live as long
 * as the request. */
struct pin_new {
	const char *staff, *pin;
	const char *premises; /* under which it is found in the audit, or NULL */
	const char *reason;   /* NULL: her own */
};
struct problem *pin_store(struct req *r, const struct pin_new *pin);

/* terminals.c */
step_fn terminal_people, terminal_switch, terminal_lock, terminal_list, terminal_enrol,
	terminal_revoke;

/* staff.c, staff_access.c, staff_roles.c */
step_fn staff_list, staff_estate, staff_put, staff_patch;
step_fn staff_unlock, staff_pin_post, staff_sign_in_post;
step_fn staff_role_put, staff_role_end;

/* staff_rights.c: who may do what about whom */

/* Roles (R_...) that the caller may give at `premises` (uuid; NULL: for the whole estate). */
uint32_t rights_to_give(const struct req *r, const char *premises);

/*
 * Whether the caller may change the account in the row of SQL_STAFF_BASIS: the administrator
 * anybody's; a manager that of somebody who works at a premises of hers and holds nothing that she
 * could not give. Nobody her own. NULL or a problem.
 */
struct problem *rights_fault(struct req *r, const struct rows *basis, const char *staff);

/* staff_access.c */

/* A password and a second factor to be; `password` is set by the caller. */
struct sign_in_new {
	const char *password;
	char hash[SECRET_HASH_SIZE];
	char hex[2 * TOTP_SECRET_BYTES +
		 1]; /* the key of the second factor, as the database takes it */
	char base32[2 * TOTP_SECRET_BYTES + 1]; /* and as authenticators do */
	bool hashed;
};

/* NULL when the password is long enough and without the username. */
struct problem *password_fault(struct req *r, const char *password, const char *username);

/* Fills in the rest off the loop, then runs `next`; r->ctx is left alone. */
struct problem *sign_in_make(struct req *r, struct sign_in_new *secrets, step_fn *next);

/* {secret_base32, uri}: shown once. */
json_t *sign_in_shown(const char *username, const struct sign_in_new *secrets);

/* What a role is given with. role: index in role_names; from_us: CLOCK_NONE becomes now. */
struct role_terms {
	int role;
	const char *premises, *reason; /* premises NULL: the whole estate */
	int64_t from_us, until_us;     /* until_us CLOCK_NONE: until it is ended */
};

/* NULL when the caller may give the role on these terms. */
struct problem *role_fault(struct req *r, struct role_terms *terms);

/* The row of staff_role, and the data of the event access.changed. */
json_t *role_row(struct req *r, const char *id, const char *staff, const struct role_terms *terms);
json_t *role_event(const char *id, const char *staff, const struct role_terms *terms);

/* last-manager when that is what record_keeping_managers() answered, edit-conflict for NULL, else
 * NULL. */
struct problem *managers_fault(struct req *r, const char *result);

/* The premises (uuid) under which a change to this account is found in the audit: one of hers that
 * the caller manages, or NULL. */
const char *rights_home(struct req *r, const struct rows *basis);

/* settings.c */
step_fn settings_list, setting_put;

/* writes.c: recording what was decided */

/* What is kept for the same id sent again. */
struct write_receipt {
	const char *id, *premises; /* premises: uuid, or NULL for the whole estate */
	const char *secret; /* the member of the body that is not digested: "pin"; NULL: none */
	int status;
	json_t *answer; /* taken */
};

/* Puts the receipt of the request's body into a document of record_new(). */
void write_keep(struct req *r, json_t *doc, const struct write_receipt *receipt);

/*
 * The request's id was used before, and `receipt` (of sql/always/30_record.sql) was kept for it:
 * the same route and digest -> the first answer again; else id-reused. Somebody else's has no
 * route.
 */
struct problem *write_again(struct req *r, json_t *receipt, const char *digest);

/*
 * Before anything is judged that time may change (a start that is not in the past, who works here):
 * the same id and content again -> the first answer; other content -> id-reused; else `next` (rows
 * NULL). `secret` as in write_receipt. r->ctx is left alone.
 */
struct problem *write_once(struct req *r, const char *secret, step_fn *next);

/* Adds an event; `data` is taken, the ids may be NULL. It happens now. */
struct write_event {
	const char *kind, *premises, *resident, *stay;
	json_t *data;
};
void write_event(struct req *r, json_t *doc, const struct write_event *event);

/*
 * Records the document (taken). Then: what was decided has changed meanwhile -> `stale` (rows
 * NULL); the same id and content again -> the first answer; the same id with other content ->
 * id-reused; else `done`, or, when that is NULL, the receipt's status and answer. r->ctx is left
 * alone.
 */
struct problem *write_ask(struct req *r, json_t *doc, step_fn *stale, step_fn *done);

/* The same by a query of the feature's own that gives `result`: $1 is the document, then `more`. */
struct write_how {
	enum sql query;
	const char *more[3];
	step_fn *stale, *done; /* stale NULL: nothing in the document is guarded */
};
struct problem *write_ask_with(struct req *r, json_t *doc, const struct write_how *how);

/* pages.c: what several pages share */

/*
 * Answers with the column `page` when `verdict` is right; 409 wrong-woman, naming whom the stay
 * belongs to as far as the reader may know, when CRN and stay do not agree; 404 without a row
 * (features 108).
 */
step_fn woman_answered;

#define NO_SUCH_PREMISES "There is no such premises among yours."

/*
 * NULL when one of `roles` is held at `premises`; not-allowed when she has another role there;
 * not-found when she has nothing to do with it.
 */
struct problem *place_fault(struct req *r, const char *premises, uint32_t roles);

/* invalid-input with one field that is wrong. */
struct problem *field_fault(struct req *r, const char *pointer, const char *words);

/* Whether `text` is "instant_uuid", the cursor of a page that goes back in time. */
bool cursor_ok(const char *text);

/* premises.c, residents.c */
step_fn premises_list, residents_list, residents_mine;
step_fn resident_page, resident_checks, resident_history;

/* actions.c */
step_fn actions_list, action_put, action_entry_put;

/* audit.c */
step_fn audit_list, audit_estate, audit_chain;

/* board.c, visits.c, visit_orders.c, going.c, alarms.c, missed.c */
step_fn board_get, visit_get, visit_put, visit_order_put;
step_fn going_put, going_end_post, alarm_acknowledge_post, missed_list, requirement_reason_post,
	requirement_snooze_post;

/* safety_plan_read.c, safety_plans.c, safety_plan_reads.c */
step_fn safety_plan_get, crisis_get, crisis_here;
step_fn safety_plan_put, safety_plan_read_put, plan_quote_put;

/* briefings.c, copies.c, food_needs.c, prints.c */
step_fn briefing_put, briefing_decide_post, resident_copy_get, resident_copy_put;
step_fn food_need_put, kitchen_get, print_put;

/* chains.c, chain_attests.c */
step_fn chain_put, chain_step_put, chain_end_post, chains_open, resident_chains;
step_fn chain_attest_post;

/* incidents.c, debriefs.c, body_marks.c, hard_days.c, doors.c */
step_fn incident_put, debriefs_get, debrief_answer_put;
step_fn resident_body, body_mark_put, body_mark_healed_post;
step_fn resident_hard_days, hard_day_put, hard_day_withdraw_post;
step_fn doors_list, door_code_put;

/* movements.c, hospital_calls.c, check_plans.c, contact_plans.c */
step_fn movement_put, movement_back_post, hospital_call_put;
step_fn check_plan_put, check_plan_end_post, contact_plan_put;

/* sightings.c, sign_rules.c, proposals.c, signs_page.c, daily_facts.c */
step_fn sighting_put, sign_rule_put, sign_rule_end_post, proposal_decide_post;
step_fn signs_page, daily_fact_put;

/* watches.c, watch_decisions.c, arrivals.c */
step_fn watches_list, watch_put, watch_tighten_post, watch_keep_post, watch_end_post;
step_fn rouse_answers_put, arrival_put;

/* keywork.c, keywork_read.c, moments.c, plan_suggestions.c */
step_fn keywork_session_put, resident_keywork, keywork_session_get, loaded_words;
step_fn moment_put, moment_review_put;
step_fn plan_suggestion_put, plan_suggestion_decide_post;

/* keyworkers.c, leaves.c */
step_fn keyworkers_here, keywork_here, resident_keyworker, keyworker_put, practitioner_put;
step_fn keyworker_capacity_put, leave_put, leave_withdraw_post;

/* meetings.c, meeting_items.c, meeting_outcome.c, meeting_copies.c */
step_fn resident_meetings, meeting_get, meeting_put, meeting_move_post;
step_fn meeting_item_put, meeting_item_withdraw_post;
step_fn meeting_held_post, meeting_not_held_post, meeting_copy_put;

/* calendars.c, calendar_feeds.c */
step_fn meeting_invitation, calendar_get;
step_fn calendar_feed_mine, calendar_feed_put, calendar_feed_revoke_post;

/* choices.c, services.c, referrals.c, circle.c */
step_fn resident_choices, choice_put;
step_fn services_list, service_put, service_end_post;
step_fn resident_referrals, referral_put, referral_answer_post;
step_fn resident_circle, named_contact_put, named_contact_end_post;

/* activities.c, task_plans.c, family.c */
step_fn activities_list, activity_put, activity_end_post;
step_fn resident_activities, activity_time_put;
step_fn resident_tasks, task_plan_put;
step_fn resident_family, family_fact_put, family_fact_end_post, family_contact_put;

/* measures.c */
step_fn measures_here, measures_area;

/* subject_access.c */
step_fn subject_access_get, subject_access_put;

/* room_moves.c */
step_fn room_move_put;

/* updates.c, threads.c, sharing.c */
step_fn updates_mine, resident_updates, look_put, update_read_put, update_put, update_phoned_post;
step_fn resident_threads, threads_here, thread_put, thread_entry_put;
step_fn sharing_put, deputy_put;

/* outbox.c */
step_fn outbox_list, outbox_again_post, outbox_drop_post, inbox_list, contact_get, open_get;
step_fn staff_contact_put;

/* reviews.c, review_close.c, owed.c */
step_fn reviews_list, review_put, review_act_put, review_person_put, review_close_post, owed_list;

#endif
