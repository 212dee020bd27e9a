/*
 * routes.c -- every address of Lantern: method, path, who may, first step.
 *
 * "Who may" has no default: R_ANYONE is written out. What a row lets through, row security in the
 * database still narrows to the premises and residents of the person.
 */
#include "lantern/route.h"

#include "lantern/app.h"
#include "lantern/live.h"
#include "lantern/ops.h"

#include "lantern/banned.h"

#define OPEN (ROUTE_OPEN | ROUTE_QUIET)

#define R_MANAGES (R_MANAGER | R_AREA)
#define R_LEADS (R_SHIFT_LEAD | R_MANAGER | R_ON_CALL)
#define R_KEEPS_ACCOUNTS (R_MANAGER | R_AREA | R_ADMIN)
#define R_LOOKS_AT_HER (R_STAFF | R_INSPECTOR | R_PRACTITIONER)
#define R_HEALTH (R_NIGHT | R_KEYWORKER | R_SHIFT_LEAD | R_MANAGER) /* lantern.my_health() */
#define R_FAMILY (R_KEYWORKER | R_MANAGER)			    /* lantern.my_family() */
#define R_KEEPS_PLANS (R_NIGHT | R_KEYWORKER | R_SHIFT_LEAD | R_MANAGER | R_ON_CALL)
#define R_READS_PLANS (R_KEEPS_PLANS | R_INSPECTOR | R_PRACTITIONER) /* whole */

#define R_HAS_MEETINGS (R_KEEPS_PLANS | R_PRACTITIONER)

const struct route routes[] = {
	/* Sign-in and terminals */
	{"GET", "/api/me", R_ANYONE, me_get, ROUTE_QUIET},
	{"POST", "/api/me/awake", R_SIGNED_IN, me_awake_post, 0},
	{"POST", "/api/me/pin", R_SIGNED_IN, me_pin_post, 0},
	{"POST", "/api/sign-in", R_ANYONE, sign_in_post, 0},
	{"POST", "/api/sign-out", R_SIGNED_IN, sign_out_post, 0},
	{"GET", "/api/terminal/people", R_TERMINAL, terminal_people, ROUTE_QUIET},
	{"POST", "/api/terminal/switch", R_TERMINAL, terminal_switch, 0},
	{"POST", "/api/terminal/lock", R_TERMINAL, terminal_lock, 0},
	{"GET", "/api/premises/{p:uuid}/terminals", R_MANAGES, terminal_list, 0},
	{"PUT", "/api/terminals/{id:uuid}", R_MANAGES, terminal_enrol, 0},
	{"POST", "/api/terminals/{id:uuid}/revoke", R_MANAGES, terminal_revoke, 0},

	/* Staff */
	{"GET", "/api/premises/{p:uuid}/staff", R_STAFF | R_AREA | R_INSPECTOR | R_ADMIN,
	 staff_list, 0},
	{"GET", "/api/staff", R_AREA | R_ADMIN, staff_estate, 0},
	{"PUT", "/api/staff/{id:uuid}", R_KEEPS_ACCOUNTS, staff_put, 0},
	{"PATCH", "/api/staff/{id:uuid}", R_KEEPS_ACCOUNTS, staff_patch, 0},
	{"POST", "/api/staff/{id:uuid}/pin", R_KEEPS_ACCOUNTS, staff_pin_post, 0},
	{"POST", "/api/staff/{id:uuid}/unlock", R_KEEPS_ACCOUNTS, staff_unlock, 0},
	{"POST", "/api/staff/{id:uuid}/sign-in", R_KEEPS_ACCOUNTS, staff_sign_in_post, 0},
	{"PUT", "/api/staff-roles/{id:uuid}", R_KEEPS_ACCOUNTS, staff_role_put, 0},
	{"POST", "/api/staff-roles/{id:uuid}/end", R_KEEPS_ACCOUNTS, staff_role_end, 0},

	/* Premises and settings */
	{"GET", "/api/premises", R_SIGNED_IN, premises_list, 0},
	{"GET", "/api/premises/{p:uuid}/settings", R_STAFF | R_AREA | R_INSPECTOR, settings_list,
	 0},
	{"PUT", "/api/settings/{id:uuid}", R_MANAGES, setting_put, 0},

	/* Residents */
	{"GET", "/api/premises/{p:uuid}/residents", R_STAFF | R_INSPECTOR, residents_list, 0},
	{"GET", "/api/residents", R_PRACTITIONER, residents_mine, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}", R_LOOKS_AT_HER, resident_page, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/checks", R_LOOKS_AT_HER,
	 resident_checks, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/history", R_LOOKS_AT_HER,
	 resident_history, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/actions", R_LOOKS_AT_HER, actions_list,
	 0},
	{"PUT", "/api/actions/{id:uuid}", R_STAFF, action_put, 0},
	{"PUT", "/api/action-entries/{id:uuid}", R_STAFF, action_entry_put, 0},

	/* Checks */
	{"GET", "/api/premises/{p:uuid}/board", R_HAS_BOARD | R_TERMINAL, board_get, ROUTE_QUIET},
	{"GET", "/api/visits/{id:uuid}", R_LOOKS_AT_HER, visit_get, 0},
	{"PUT", "/api/visits/{id:uuid}", R_STAFF, visit_put, 0},
	{"PUT", "/api/visit-orders/{id:uuid}", R_STAFF, visit_order_put, 0},
	{"PUT", "/api/going/{id:uuid}", R_STAFF, going_put, 0},
	{"POST", "/api/going/{id:uuid}/end", R_STAFF, going_end_post, 0},
	{"POST", "/api/alarms/{id:uuid}/acknowledge", R_STAFF, alarm_acknowledge_post, 0},
	{"GET", "/api/premises/{p:uuid}/missed", R_STAFF | R_INSPECTOR, missed_list, 0},
	{"POST", "/api/requirements/{id:uuid}/reason", R_LEADS, requirement_reason_post, 0},
	{"POST", "/api/requirements/{id:uuid}/snooze", R_STAFF, requirement_snooze_post, 0},
	{"PUT", "/api/movements/{id:uuid}", R_STAFF, movement_put, 0},
	{"POST", "/api/movements/{id:uuid}/back", R_STAFF, movement_back_post, 0},
	{"PUT", "/api/hospital-calls/{id:uuid}", R_STAFF, hospital_call_put, 0},
	{"PUT", "/api/check-plans/{id:uuid}", R_STAFF, check_plan_put, 0},
	{"POST", "/api/check-plans/{id:uuid}/end", R_STAFF, check_plan_end_post, 0},
	{"PUT", "/api/contact-plans/{id:uuid}", R_STAFF, contact_plan_put, 0},

	/* Signs and rules */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/signs", R_LOOKS_AT_HER, signs_page, 0},
	{"PUT", "/api/sightings/{id:uuid}", R_STAFF, sighting_put, 0},
	{"PUT", "/api/daily-facts/{id:uuid}", R_KEEPS_PLANS, daily_fact_put, 0},
	{"PUT", "/api/sign-rules/{id:uuid}", R_KEEPS_PLANS, sign_rule_put, 0},
	{"POST", "/api/sign-rules/{id:uuid}/end", R_KEYWORKER | R_LEADS, sign_rule_end_post, 0},
	{"POST", "/api/proposals/{id:uuid}/decide", R_KEEPS_PLANS, proposal_decide_post, 0},

	/* Her plan */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/safety-plan", R_LOOKS_AT_HER,
	 safety_plan_get, 0},
	{"PUT", "/api/safety-plans/{id:uuid}", R_KEEPS_PLANS, safety_plan_put, 0},
	{"PUT", "/api/safety-plan-reads/{id:uuid}", R_STAFF, safety_plan_read_put, 0},
	{"PUT", "/api/plan-quotes/{id:uuid}", R_KEEPS_PLANS, plan_quote_put, 0},
	{"PUT", "/api/staff-briefings/{id:uuid}", R_KEEPS_PLANS, briefing_put, 0},
	{"POST", "/api/staff-briefings/{id:uuid}/decide", R_MANAGER | R_ON_CALL,
	 briefing_decide_post, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/crisis", R_LOOKS_AT_HER, crisis_get,
	 0},
	{"GET", "/api/premises/{p:uuid}/crisis", R_STAFF | R_INSPECTOR, crisis_here, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/copy", R_READS_PLANS,
	 resident_copy_get, 0},
	{"PUT", "/api/resident-copies/{id:uuid}", R_KEEPS_PLANS, resident_copy_put, 0},
	{"PUT", "/api/food-needs/{id:uuid}", R_KEEPS_PLANS, food_need_put, 0},
	{"GET", "/api/premises/{p:uuid}/kitchen", R_KITCHEN | R_STAFF, kitchen_get, 0},
	{"PUT", "/api/prints/{id:uuid}", R_LOOKS_AT_HER, print_put, 0},

	/* No reply. A step is stamped at a locked screen too: nobody enters a PIN at her door. */
	{"GET", "/api/premises/{p:uuid}/chains", R_HAS_BOARD | R_TERMINAL, chains_open,
	 ROUTE_QUIET},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/chains", R_HAS_BOARD, resident_chains,
	 0},
	{"PUT", "/api/chains/{id:uuid}", R_STAFF, chain_put, 0},
	{"PUT", "/api/chain-steps/{id:uuid}", R_STAFF | R_TERMINAL, chain_step_put, 0},
	{"POST", "/api/chains/{id:uuid}/attest", R_STAFF, chain_attest_post, 0},
	{"POST", "/api/chains/{id:uuid}/end", R_STAFF, chain_end_post, 0},

	/* Watches, reviews, arrivals */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/watches", R_LOOKS_AT_HER, watches_list,
	 0},
	{"PUT", "/api/watches/{id:uuid}", R_STAFF, watch_put, 0},
	{"POST", "/api/watches/{id:uuid}/tighten", R_STAFF, watch_tighten_post, 0},
	{"POST", "/api/watches/{id:uuid}/keep", R_STAFF, watch_keep_post, 0},
	{"POST", "/api/watches/{id:uuid}/end", R_STAFF, watch_end_post, 0},
	{"PUT", "/api/rouse-answers/{id:uuid}", R_STAFF, rouse_answers_put, 0},
	{"PUT", "/api/arrivals/{id:uuid}", R_KEEPS_PLANS, arrival_put, 0},
	{"PUT", "/api/room-moves/{id:uuid}", R_KEEPS_PLANS, room_move_put, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/reviews", R_LOOKS_AT_HER, reviews_list,
	 0},
	{"PUT", "/api/reviews/{id:uuid}", R_KEEPS_PLANS, review_put, 0},
	{"POST", "/api/reviews/{id:uuid}/close", R_MANAGER | R_ON_CALL, review_close_post, 0},
	{"PUT", "/api/review-acts/{id:uuid}", R_KEEPS_PLANS, review_act_put, 0},
	{"PUT", "/api/review-people/{id:uuid}", R_KEEPS_PLANS, review_person_put, 0},
	{"GET", "/api/premises/{p:uuid}/owed", R_STAFF | R_INSPECTOR, owed_list, 0},

	/* Keywork */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/keywork", R_LOOKS_AT_HER,
	 resident_keywork, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/keywork/{id:uuid}", R_READS_PLANS,
	 keywork_session_get, 0},
	{"PUT", "/api/keywork-sessions/{id:uuid}", R_KEEPS_PLANS, keywork_session_put, 0},
	{"PUT", "/api/moments/{id:uuid}", R_STAFF, moment_put, 0},
	{"PUT", "/api/moment-reviews/{moment:uuid}", R_KEEPS_PLANS, moment_review_put, 0},
	{"PUT", "/api/plan-suggestions/{id:uuid}", R_KEEPS_PLANS, plan_suggestion_put, 0},
	{"POST", "/api/plan-suggestions/{id:uuid}/decide", R_KEEPS_PLANS,
	 plan_suggestion_decide_post, 0},
	{"GET", "/api/loaded-words", R_SIGNED_IN, loaded_words, 0},
	{"GET", "/api/premises/{p:uuid}/keywork", R_KEEPS_PLANS | R_INSPECTOR, keywork_here, 0},

	/* Keyworkers */
	{"GET", "/api/premises/{p:uuid}/keyworkers", R_KEEPS_PLANS | R_INSPECTOR, keyworkers_here,
	 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/keyworker",
	 R_KEEPS_PLANS | R_INSPECTOR, resident_keyworker, 0},
	{"PUT", "/api/keyworkers/{id:uuid}", R_KEYWORKER | R_LEADS, keyworker_put, 0},
	{"PUT", "/api/practitioners/{id:uuid}", R_KEYWORKER | R_LEADS, practitioner_put, 0},
	{"PUT", "/api/keyworker-capacities/{id:uuid}", R_MANAGER | R_ON_CALL,
	 keyworker_capacity_put, 0},
	{"PUT", "/api/leaves/{id:uuid}", R_MANAGER | R_ON_CALL, leave_put, 0},
	{"POST", "/api/leaves/{id:uuid}/withdraw", R_MANAGER | R_ON_CALL, leave_withdraw_post, 0},

	/* Her practitioner: updates and threads */
	{"GET", "/api/me/updates", R_PRACTITIONER, updates_mine, 0},
	{"PUT", "/api/looks/{id:uuid}", R_PRACTITIONER, look_put, 0},
	{"PUT", "/api/update-reads/{update:uuid}", R_PRACTITIONER, update_read_put, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/updates", R_READS_PLANS,
	 resident_updates, 0},
	{"PUT", "/api/updates/{id:uuid}", R_KEEPS_PLANS, update_put, 0},
	{"POST", "/api/updates/{id:uuid}/phoned", R_MANAGER | R_ON_CALL, update_phoned_post, 0},
	{"PUT", "/api/deputies/{id:uuid}", R_PRACTITIONER | R_ADMIN, deputy_put, 0},
	{"PUT", "/api/sharing-agreements/{id:uuid}", R_KEEPS_PLANS, sharing_put, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/threads", R_READS_PLANS,
	 resident_threads, 0},
	{"GET", "/api/premises/{p:uuid}/threads", R_KEEPS_PLANS | R_INSPECTOR, threads_here, 0},
	{"PUT", "/api/threads/{id:uuid}", R_KEEPS_PLANS | R_PRACTITIONER, thread_put, 0},
	{"PUT", "/api/thread-entries/{id:uuid}", R_KEEPS_PLANS | R_PRACTITIONER, thread_entry_put,
	 0},

	/* Three-way meetings */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/meetings", R_READS_PLANS,
	 resident_meetings, 0},
	{"GET", "/api/meetings/{id:uuid}", R_READS_PLANS, meeting_get, 0},
	{"PUT", "/api/meetings/{id:uuid}", R_KEEPS_PLANS, meeting_put, 0},
	{"POST", "/api/meetings/{id:uuid}/move", R_KEEPS_PLANS, meeting_move_post, 0},
	{"POST", "/api/meetings/{id:uuid}/held", R_KEEPS_PLANS, meeting_held_post, 0},
	{"POST", "/api/meetings/{id:uuid}/not-held", R_KEEPS_PLANS, meeting_not_held_post, 0},
	{"PUT", "/api/meeting-items/{id:uuid}", R_HAS_MEETINGS, meeting_item_put, 0},
	{"POST", "/api/meeting-items/{id:uuid}/withdraw", R_HAS_MEETINGS,
	 meeting_item_withdraw_post, 0},
	{"PUT", "/api/meeting-copies/{meeting:uuid}", R_KEEPS_PLANS, meeting_copy_put, 0},

	/* Calendars. A feed's address is its own key: a calendar asks, nobody is signed in. */
	{"GET", "/api/meetings/{id:uuid}/invitation.ics", R_READS_PLANS, meeting_invitation, 0},
	{"GET", "/api/me/calendar-feed", R_HAS_MEETINGS, calendar_feed_mine, 0},
	{"PUT", "/api/calendar-feeds/{id:uuid}", R_HAS_MEETINGS, calendar_feed_put, 0},
	{"POST", "/api/calendar-feeds/{id:uuid}/revoke", R_HAS_MEETINGS, calendar_feed_revoke_post,
	 0},
	{"GET", "/calendar/{token:word}.ics", R_ANYONE, calendar_get, ROUTE_QUIET},

	/* Around her */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/choices", R_READS_PLANS,
	 resident_choices, 0},
	{"PUT", "/api/choices/{id:uuid}", R_KEEPS_PLANS, choice_put, 0},
	{"GET", "/api/premises/{p:uuid}/services", R_READS_PLANS, services_list, 0},
	{"PUT", "/api/services/{id:uuid}", R_KEEPS_PLANS, service_put, 0},
	{"POST", "/api/services/{id:uuid}/end", R_KEEPS_PLANS, service_end_post, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/referrals", R_READS_PLANS,
	 resident_referrals, 0},
	{"PUT", "/api/referrals/{id:uuid}", R_KEEPS_PLANS, referral_put, 0},
	{"POST", "/api/referrals/{id:uuid}/answer", R_KEEPS_PLANS, referral_answer_post, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/circle", R_READS_PLANS,
	 resident_circle, 0},
	{"PUT", "/api/named-contacts/{id:uuid}", R_KEEPS_PLANS, named_contact_put, 0},
	{"POST", "/api/named-contacts/{id:uuid}/end", R_KEEPS_PLANS, named_contact_end_post, 0},
	{"GET", "/api/premises/{p:uuid}/activities", R_READS_PLANS, activities_list, 0},
	{"PUT", "/api/activities/{id:uuid}", R_KEEPS_PLANS, activity_put, 0},
	{"POST", "/api/activities/{id:uuid}/end", R_KEEPS_PLANS, activity_end_post, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/activities", R_READS_PLANS,
	 resident_activities, 0},
	{"PUT", "/api/activity-times/{id:uuid}", R_KEEPS_PLANS, activity_time_put, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/tasks", R_KEEPS_PLANS | R_INSPECTOR,
	 resident_tasks, 0},
	{"PUT", "/api/task-plans/{id:uuid}", R_KEEPS_PLANS, task_plan_put, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/family", R_FAMILY, resident_family, 0},
	{"PUT", "/api/family-facts/{id:uuid}", R_FAMILY, family_fact_put, 0},
	{"POST", "/api/family-facts/{id:uuid}/end", R_FAMILY, family_fact_end_post, 0},
	{"PUT", "/api/family-contacts/{id:uuid}", R_FAMILY, family_contact_put, 0},

	/* What is held about her, for her */
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/subject-access", R_MANAGER,
	 subject_access_get, 0},
	{"PUT", "/api/subject-accesses/{id:uuid}", R_MANAGER, subject_access_put, 0},

	/* Besides */
	{"PUT", "/api/incidents/{id:uuid}", R_KEEPS_PLANS, incident_put, 0},
	{"GET", "/api/me/debriefs", R_SIGNED_IN, debriefs_get, ROUTE_QUIET},
	{"PUT", "/api/debrief-answers/{id:uuid}", R_SIGNED_IN, debrief_answer_put, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/body", R_HEALTH, resident_body, 0},
	{"PUT", "/api/body-marks/{id:uuid}", R_KEEPS_PLANS, body_mark_put, 0},
	{"POST", "/api/body-marks/{id:uuid}/healed", R_HEALTH, body_mark_healed_post, 0},
	{"GET", "/api/residents/{crn:word}/stays/{stay:uuid}/hard-days", R_LOOKS_AT_HER,
	 resident_hard_days, 0},
	{"PUT", "/api/hard-days/{id:uuid}", R_KEEPS_PLANS, hard_day_put, 0},
	{"POST", "/api/hard-days/{id:uuid}/withdraw", R_KEEPS_PLANS, hard_day_withdraw_post, 0},
	{"GET", "/api/premises/{p:uuid}/doors", R_STAFF, doors_list, 0},
	{"PUT", "/api/door-codes/{id:uuid}", R_MANAGER, door_code_put, 0},

	/* What leaves the building */
	{"GET", "/api/outbox", R_MANAGER | R_ON_CALL | R_AREA | R_ADMIN, outbox_list, 0},
	{"POST", "/api/outbox/{id:uuid}/again", R_MANAGER | R_ON_CALL | R_AREA | R_ADMIN,
	 outbox_again_post, 0},
	{"POST", "/api/outbox/{id:uuid}/drop", R_MANAGER | R_ON_CALL | R_AREA | R_ADMIN,
	 outbox_drop_post, 0},
	{"GET", "/api/me/inbox", R_SIGNED_IN, inbox_list, 0},
	{"GET", "/api/me/contact", R_SIGNED_IN, contact_get, 0},
	{"PUT", "/api/staff-contacts/{id:uuid}", R_SIGNED_IN, staff_contact_put, 0},
	{"GET", "/api/open/{id:uuid}", R_SIGNED_IN, open_get, 0},

	/* How the work goes */
	{"GET", "/api/premises/{p:uuid}/measures", R_KEEPS_PLANS | R_INSPECTOR, measures_here, 0},
	{"GET", "/api/measures", R_AREA, measures_area, 0},

	/* Audit */
	{"GET", "/api/audit", R_ADMIN, audit_estate, 0},
	{"GET", "/api/premises/{p:uuid}/audit", R_MANAGES | R_INSPECTOR, audit_list, 0},
	{"GET", "/api/premises/{p:uuid}/chain", R_MANAGES | R_INSPECTOR, audit_chain, 0},

	/* operators and machines */
	{"GET", "/ping", R_ANYONE, ping_get, OPEN},
	{"GET", "/info", R_ANYONE, info_get, OPEN},
	{"GET", "/health", R_ANYONE, health_get, OPEN},
	{"GET", "/metrics", R_ANYONE, metrics_get, OPEN},
	{"GET", "/api/openapi.json", R_ANYONE, openapi_get, OPEN},
	{"GET", "/problems/{slug:word}", R_ANYONE, problem_page_get, OPEN},

	/* live */
	{"GET", "/api/live", R_HAS_BOARD | R_TERMINAL | R_PRACTITIONER, live_open, ROUTE_QUIET},
};

const size_t routes_count = sizeof(routes) / sizeof(*routes);
