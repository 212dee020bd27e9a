/*
 * ops.h -- first steps of the routes that operators and machines ask; each is R_ANYONE, ROUTE_OPEN.
 */
#ifndef LANTERN_OPS_H
#define LANTERN_OPS_H

#include "lantern/req.h"

step_fn ping_get;	  /* GET /ping: the loop turns */
step_fn info_get;	  /* GET /info: the client's build, the server's time */
step_fn health_get;	  /* GET /health: 200, or 503 when a dependency is not well */
step_fn metrics_get;	  /* GET /metrics */
step_fn openapi_get;	  /* GET /api/openapi.json */
step_fn problem_page_get; /* GET /problems/{slug:word} */

#endif
