/*
 * problem.h -- what can go wrong for a caller: one table, RFC 9457 out.
 *
 * A step returns a problem and is done. `detail` is for the caller and tells what to do next; what
 * only
 * operators need goes to the log. Add a kind by adding a row here; a page /problems/<slug> follows.
 */
#ifndef LANTERN_PROBLEM_H
#define LANTERN_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

struct req;

/* X(kind, slug, status, title, what to do about it: the page /problems/<slug>) */
#define PROBLEMS(X) \
	X(BAD_REQUEST, "bad-request", 400, "The request is not valid HTTP", \
	  "A header or the request line is malformed. The connection was closed.") \
	X(BAD_JSON, "bad-json", 400, "The body is not valid JSON", \
	  "Send one JSON object in UTF-8, without repeated names, at most 16 levels deep.") \
	X(INVALID_INPUT, "invalid-input", 422, "Some of the fields need correcting", \
	  "errors lists each field by JSON pointer and what is wrong. Nothing was recorded.") \
	X(NOT_SIGNED_IN, "not-signed-in", 401, "You are not signed in", \
	  "Sign in, then try again.") \
	X(SESSION_ENDED, "session-ended", 401, "Your session has ended", \
	  "Sign in again. What was not sent is still on this device.") \
	X(SIGN_IN_REFUSED, "sign-in-refused", 401, "Those details do not match", \
	  "The username, password or code is wrong, or the code was used before.") \
	X(NOT_ALLOWED, "not-allowed", 403, "You may not do this", \
	  "Your roles do not include it here. Ask the premises manager if they should.") \
	X(TERMINAL_LOCKED, "terminal-locked", 403, "The terminal is locked", \
	  "Choose your name and enter your PIN.") \
	X(PIN_NEEDED, "pin-needed", 403, "Your PIN is needed", \
	  "Send the same again with the PIN of the person recording.") \
	X(PIN_WRONG, "pin-wrong", 403, "That PIN does not match the name", \
	  "Check the name and enter the PIN again.") \
	X(PIN_LOCKED, "pin-locked", 429, "This PIN is locked for a few minutes", \
	  "Too many wrong entries. Wait, or ask the shift lead to set a new PIN.") \
	X(SIGN_ON_NEEDED, "sign-on-needed", 403, "This person is not signed on here", \
	  "Sign in on this terminal with password and code once a shift; then the PIN is enough.") \
	X(LAST_MANAGER, "last-manager", 409, "A premises keeps a manager", \
	  "Give somebody else the role first.") \
	X(CROSS_SITE, "cross-site", 403, "The request came from another site", \
	  "Writes are accepted from Lantern's own pages only.") \
	X(NOT_FOUND, "not-found", 404, "There is nothing here", \
	  "It does not exist, or you may not see it.") \
	X(METHOD_NOT_ALLOWED, "method-not-allowed", 405, "This address does not do that", \
	  "The Allow header lists the methods that it answers.") \
	X(TOO_SLOW, "too-slow", 408, "The request took too long to arrive", "Send it again.") \
	X(CONFLICT, "conflict", 409, "It does not fit with what is recorded", \
	  "Load the page again to see what changed.") \
	X(ID_REUSED, "id-reused", 409, "This id already records something else", \
	  "The first record stands. Use a new id for a new record.") \
	X(EDIT_CONFLICT, "edit-conflict", 409, "Somebody else changed this first", \
	  "current holds what it is now. Look at it and decide again.") \
	X(HERS, "hers", 409, "It is hers, and stays", \
	  "Nobody takes away what she wants to talk about.") \
	X(WRONG_WOMAN, "wrong-woman", 409, "The CRN and the stay are not the same woman's", \
	  "Check whom you mean. Nothing was recorded.") \
	X(NOT_RESIDENT, "not-resident", 409, "She is not staying here now", \
	  "Only while she stays here can this be recorded about her.") \
	X(RECORDED_AS_OUT, "recorded-as-out", 409, "She is recorded as out", \
	  "If she is here, record that she is back first.") \
	X(DONE_TIME_REFUSED, "done-time-refused", 422, "The time does not fit", \
	  "It can't be in the future, nor before the last thing she is recorded in.") \
	X(RETROSPECTIVE_NEEDS_REASON, "retrospective-needs-reason", 422, \
	  "An entry this late needs more", \
	  "Say why it is entered so late, and let a second person put her name to it with her " \
	  "PIN.") \
	X(LATE_REASON_NEEDED, "late-reason-needed", 422, "The check was late: a reason is needed", \
	  "Choose why. It is kept as context and counted apart from missed checks.") \
	X(SAME_WORDS, "same-words", 422, "These are the same words as the last two times", \
	  "Write what was seen this time, or confirm that it was the same.") \
	X(PRESENCE_UNCHANGED, "presence-unchanged", 409, "That is where she is recorded to be", \
	  "Load the page again to see what was recorded meanwhile.") \
	X(NOT_SNOOZED, "not-snoozed", 409, "This alarm can't be put off", \
	  "Only the alarm of a routine check can be, for some minutes. See her.") \
	X(NEEDS_SHIFT_LEAD, "needs-shift-lead", 403, "Fewer checks need the shift lead", \
	  "More checks can be set by anybody; fewer only by the shift lead, with a reason.") \
	X(NEEDS_MANAGER, "needs-manager", 403, "This needs the premises manager", \
	  "It goes below what the manager allows, or ends checks altogether.") \
	X(REASON_NEEDED, "reason-needed", 422, "A reason is needed", \
	  "Say why; it stays with the change.") \
	X(PLAN_INCOMPLETE, "plan-incomplete", 422, "The plan is not ready to be in force", \
	  "errors lists everything that is missing. Save it as a draft, or fill it in.") \
	X(TOO_EARLY, "too-early", 422, "It is too early to end this", \
	  "It goes on for at least as long as was said when it began. Keep it, or make it " \
	  "closer.") \
	X(SAME_AS_LAST_TIME, "same-as-last-time", 409, "These are the words of the last review", \
	  "A review changes something or says why not. Write what is so this time, or confirm.") \
	X(LENGTH_REQUIRED, "length-required", 411, "The length of the body is not given", \
	  "Send Content-Length; chunked bodies are not read.") \
	X(TOO_LARGE, "too-large", 413, "The body is too large", "Send at most 64 KiB.") \
	X(URI_TOO_LONG, "uri-too-long", 414, "The address is too long", "Send at most 4 KiB.") \
	X(NOT_JSON, "not-json", 415, "The body is not marked as JSON", \
	  "Send Content-Type: application/json.") \
	X(TOO_MANY, "too-many", 429, "Too many at once", \
	  "Wait as long as Retry-After says, then try again.") \
	X(HEADERS_TOO_LARGE, "headers-too-large", 431, "The headers are too large", \
	  "Send at most 16 KiB of headers.") \
	X(FAULT, "fault", 500, "Something went wrong in Lantern", \
	  "It has been logged under the request's id. Nothing was recorded.") \
	X(METHOD_UNKNOWN, "method-unknown", 501, "This method is not known", \
	  "Use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.") \
	X(AWAY, "away", 503, "Lantern can't answer just now", \
	  "Nothing was recorded. Send it again after Retry-After.") \
	X(OUTCOME_UNKNOWN, "outcome-unknown", 503, "It is not known whether this was recorded", \
	  "Send it again with the same id: it is then recorded exactly once.")

#define PROBLEM_ENUM(kind, slug, status, title, page) PROBLEM_##kind,
enum problem_kind { PROBLEMS(PROBLEM_ENUM) PROBLEM_COUNT };
#undef PROBLEM_ENUM

struct problem_row {
	const char *slug;
	int status;
	const char *title;
	const char *page;
};
extern const struct problem_row problem_table[PROBLEM_COUNT];

struct problem;

/* Never NULL; lives as long as the request. The detail is UTF-8 for people; "" leaves it out. */
struct problem *problem(struct req *r, enum problem_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Names a field by JSON pointer ("/done_at", "/lines/2/kind") with what is wrong with it. Returns
 * `p`.
 */
struct problem *problem_field(struct problem *p, const char *pointer, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Seconds for Retry-After (1..3600). Returns `p`. */
struct problem *problem_retry(struct problem *p, int seconds);

/* A member besides the standard ones ({"locked_until": "..."}), text. Returns `p`. */
struct problem *problem_member(struct problem *p, const char *name, const char *text);

/* The same for a value of any shape: `json` is valid JSON text, say what the database answered. */
struct problem *problem_member_json(struct problem *p, const char *name, const char *json);

enum problem_kind problem_kind(const struct problem *p);

/* The body, as long as the request lives. */
const char *problem_json(struct req *r, const struct problem *p);

#endif
