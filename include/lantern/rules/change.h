/*
 * change.h -- people decide about her checks: a plan begins or ends, a contact is added, an entry
 * is corrected (features 23, 41, 91). Changes take effect now, not at the next band.
 */
#ifndef LANTERN_RULES_CHANGE_H
#define LANTERN_RULES_CHANGE_H

#include "lantern/rules/stay.h"

struct plan_claim {
	const struct plan_set *
		after; /* all her plans once the change is made; a new one starts at now or later */
	struct plan_author author;
};

/*
 * Each running interval is reckoned anew from the same last check. Where its window changes, the
 * old one closes as not required and the new one opens in the same instant. An overdue one stays
 * until she is seen. Where the new gap is used up already, she is to be seen within going_s: nobody
 * can be late for what was decided this second. What was due sooner stays so.
 */
struct plan_verdict {
	enum plan_permit permit; /* not PLAN_OK: stay is the verdict in which nothing happens */
	bool reduction;
	struct stay_verdict stay;
};

void plan_judge(const struct stay_basis *basis, const struct plan_claim *claim,
		struct plan_verdict *verdict);

const char *plan_permit_word(enum plan_permit permit);	/* NULL for PLAN_OK */
const char *plan_permit_field(enum plan_permit permit); /* NULL for PLAN_OK */

/*
 * A contact asked for by a person: a requirement of source added, open from now until latest_us.
 * False, and nothing happens, when she is not in or latest_us is not after now.
 */
bool added_judge(const struct stay_basis *basis, enum check_kind kind, int64_t latest_us,
		 struct stay_verdict *verdict);

struct correction_claim {
	size_t count; /* what the withdrawn visit had closed as done */
	struct requirement undone[OPEN_MAX];
};

/*
 * A visit turns out not to have happened to her. basis.last_us and .gaps_s are those of her other
 * visits. Her intervals are reckoned anew from there, and what else it had closed opens again as
 * added, in its old window, unless another visit met it.
 */
void correction_judge(const struct stay_basis *basis, const struct correction_claim *claim,
		      struct stay_verdict *verdict);

#endif
