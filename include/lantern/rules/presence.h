/*
 * presence.h -- she goes out, to hospital or to court, or comes back in (features 38). While she is
 * not in, no check is required; back in, the next one is due within return_check_s and her
 * intervals run again from the return.
 */
#ifndef LANTERN_RULES_PRESENCE_H
#define LANTERN_RULES_PRESENCE_H

#include "lantern/rules/stay.h"

struct presence_claim {
	enum presence to;
	int64_t at_us; /* when it happened */
};

enum presence_refusal {
	PRESENCE_OK,
	PRESENCE_UNCHANGED,
	PRESENCE_FUTURE,
	PRESENCE_BEFORE_PREVIOUS, /* before the previous event she is recorded in */
	PRESENCE_REFUSAL_COUNT
};

/*
 * Leaving closes what is open as not required, but what was overdue by then as missed. Coming back
 * opens a requirement of source return (sign of life), the other intervals of her plans, and the
 * rounds until rounds_next_planning_us(). From out to hospital or back nothing opens or closes.
 */
struct presence_verdict {
	enum presence_refusal refusal;
	struct stay_verdict stay;
	int64_t at_us;	 /* the claim's, or now when that ran ahead within clock_slack_s */
	int64_t call_us; /* hospital.call to set; US_NEVER: none, and open ones are void */
};

void presence_judge(const struct stay_basis *basis, const struct presence_claim *claim,
		    struct presence_verdict *verdict);

/* The hospital.call after the one due at due_us: the first such step after now. */
int64_t hospital_next_call_us(const struct rules_settings *settings, int64_t due_us,
			      int64_t now_us);

const char *presence_refusal_word(enum presence_refusal refusal);
const char *presence_refusal_field(enum presence_refusal refusal);

#endif
