/*
 * live.h -- the event streams: GET /api/live?premises=uuid|women=mine&from=epoch-xid-seq
 *
 * Fed by the tail (tail.h), which reads the event table by transaction horizon. Each event is
 * framed once
 * per variant (whole, board, hers) and shared by all streams. What a stream gets is judged at
 * delivery: of premises where its person has a board, and for a locked terminal the board variant
 * only. A practitioner (women=mine) hears of her women that there is something to read, and of what
 * kind (hers); never a knock, a name or a word (features 59, 63).
 *
 *	id: epoch-xid-seq	event: beat		event: reset	event: bye
 *	data: {...}		data: {"now": iso}	data: {}	data: {"why": s}
 *
 * beat each 15 s with the server's time; reset: load the page again, what was missed is not here;
 * bye:
 * rights changed, the terminal was locked or the server stops: connect again.
 */
#ifndef LANTERN_LIVE_H
#define LANTERN_LIVE_H

#include <stddef.h>

#include "lantern/req.h"

/*
 * Route row: {"GET", "/api/live", R_HAS_BOARD | R_TERMINAL | R_PRACTITIONER, live_open,
 * ROUTE_QUIET}.
 */
step_fn live_open;

/*
 * Ends the streams of a session, staff or terminal (uuid; NULL = not by this) with bye.
 * session_drop calls it.
 */
void live_drop(const char *session, const char *staff, const char *terminal);

/* Streams open now. */
size_t live_count(void);

#endif
