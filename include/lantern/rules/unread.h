/*
 * unread.h -- how long an update of level now may stay unread before it goes to her practitioner's
 * deputy (features 61; docs/keywork.md).
 */
#ifndef LANTERN_RULES_UNREAD_H
#define LANTERN_RULES_UNREAD_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

/*
 * When somebody else is told of an update written at at_us that nobody has read. Within office
 * hours (Monday to Friday) update_unread_s later, as long as that is still within them; else at the
 * next unread_morning or that long after the office opens, whichever comes first, and never sooner
 * than update_unread_s: at 07:58 nobody has had a chance.
 */
int64_t unread_due(const struct rules_settings *settings, const struct zone *zone, int64_t at_us);

#endif
