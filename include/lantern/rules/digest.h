/*
 * digest.h -- when practitioners are told of what is new (features 60): each day at digest_at, and
 * on Mondays at weekly_at, by the wall clock.
 */
#ifndef LANTERN_RULES_DIGEST_H
#define LANTERN_RULES_DIGEST_H

#include "lantern/rules/settings.h"
#include "lantern/rules/zone.h"

/* The first digest after that instant. In the hour that comes twice: once, at its first coming. */
int64_t digest_next_us(const struct rules_settings *settings, const struct zone *zone, int64_t us);
int64_t weekly_next_us(const struct rules_settings *settings, const struct zone *zone, int64_t us);

#endif
