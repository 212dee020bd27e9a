/*
 * metrics.c -- counters and gauges by registration, requests by route and status, as Prometheus
 * text.
 */
#include "lantern/metrics.h"

#include <event2/buffer.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/log.h"
#include "lantern/route.h"
#include "metrics.h"

#include "lantern/banned.h"

#define METRICS_MAX 64
#define HEALTH_MAX 16
#define STATUSES 6 /* 1xx..5xx, by their first digit */
#define BUCKETS 9

static const struct {
	int64_t us;
	const char *le;
} buckets[BUCKETS] = {
	{1000, "0.001"}, {2500, "0.0025"}, {5000, "0.005"}, {10000, "0.01"},  {25000, "0.025"},
	{50000, "0.05"}, {100000, "0.1"},  {500000, "0.5"}, {2500000, "2.5"},
};

struct metric {
	const char *name, *help;
	uint64_t count;
	double (*read)(void *ctx); /* NULL: a counter */
	void *ctx;
};

struct health {
	const char *name;
	bool (*check)(void *ctx, char *members, size_t size);
	void *ctx;
};

struct route_count {
	uint64_t by_status[STATUSES];
};

static struct {
	struct metric metrics[METRICS_MAX];
	size_t metrics_count;
	struct health health[HEALTH_MAX];
	size_t health_count;
	struct route_count *routes; /* routes_count of them and one for the rest */
	uint64_t latency[BUCKETS + 1];
	int64_t latency_us;
} all;

static struct metric *
metric_add(const char *name, const char *help)
{
	if (all.metrics_count == METRICS_MAX)
		log_die("too_many_metrics name=%s", name);
	all.metrics[all.metrics_count] = (struct metric){.name = name, .help = help};
	return &all.metrics[all.metrics_count++];
}

uint64_t *
metrics_counter(const char *name, const char *help)
{
	return &metric_add(name, help)->count;
}

void
metrics_gauge(const char *name, const char *help, double (*read)(void *ctx), void *ctx)
{
	struct metric *m = metric_add(name, help);

	m->read = read;
	m->ctx = ctx;
}

void
health_add(const char *name, bool (*check)(void *ctx, char *members, size_t size), void *ctx)
{
	if (all.health_count == HEALTH_MAX)
		log_die("too_many_health_checks name=%s", name);
	all.health[all.health_count++] = (struct health){name, check, ctx};
}

void
metrics_init(void)
{
	all.routes = calloc(routes_count + 1, sizeof(*all.routes));
	if (all.routes == NULL)
		log_die("out_of_memory");
}

void
metrics_free(void)
{
	free(all.routes);
	all.metrics_count = all.health_count = 0;
}

void
metrics_request(const struct route *route, int status, int64_t took_us)
{
	size_t row = route == NULL ? routes_count : (size_t)(route - routes);
	size_t i = 0;

	all.routes[row].by_status[status / 100 % STATUSES]++;
	while (i < BUCKETS && took_us > buckets[i].us)
		i++;
	all.latency[i]++;
	all.latency_us += took_us;
}

static void
latency_write(struct evbuffer *out)
{
	uint64_t sum = 0;
	size_t i;

	evbuffer_add_printf(out,
			    "# HELP lantern_request_seconds From the whole request to its answer.\n"
			    "# TYPE lantern_request_seconds histogram\n");
	for (i = 0; i < BUCKETS; i++) {
		sum += all.latency[i];
		evbuffer_add_printf(out, "lantern_request_seconds_bucket{le=\"%s\"} %llu\n",
				    buckets[i].le, (unsigned long long)sum);
	}
	sum += all.latency[BUCKETS];
	evbuffer_add_printf(
		out,
		"lantern_request_seconds_bucket{le=\"+Inf\"} %llu\n"
		"lantern_request_seconds_sum %.6f\nlantern_request_seconds_count %llu\n",
		(unsigned long long)sum, (double)all.latency_us / 1e6, (unsigned long long)sum);
}

static void
routes_write(struct evbuffer *out)
{
	size_t i, s;

	evbuffer_add_printf(out, "# HELP lantern_requests_total Requests answered.\n"
				 "# TYPE lantern_requests_total counter\n");
	for (i = 0; i <= routes_count; i++) {
		for (s = 0; s < STATUSES; s++) {
			uint64_t n = all.routes[i].by_status[s];

			if (n == 0)
				continue;
			evbuffer_add_printf(out,
					    "lantern_requests_total{method=\"%s\",route=\"%s\","
					    "status=\"%zuxx\"} %llu\n",
					    i == routes_count ? "any" : routes[i].method,
					    i == routes_count ? "other" : routes[i].path, s,
					    (unsigned long long)n);
		}
	}
}

void
metrics_write(struct evbuffer *out)
{
	size_t i;

	for (i = 0; i < all.metrics_count; i++) {
		const struct metric *m = &all.metrics[i];

		evbuffer_add_printf(out, "# HELP %s %s\n# TYPE %s %s\n", m->name, m->help, m->name,
				    m->read == NULL ? "counter" : "gauge");
		if (m->read == NULL)
			evbuffer_add_printf(out, "%s %llu\n", m->name,
					    (unsigned long long)m->count);
		else
			evbuffer_add_printf(out, "%s %.3f\n", m->name, m->read(m->ctx));
	}
	routes_write(out);
	latency_write(out);
}

bool
health_write(struct evbuffer *out)
{
	bool good = true;
	size_t i;

	for (i = 0; i < all.health_count; i++) {
		char members[512] = "";
		bool well = all.health[i].check(all.health[i].ctx, members, sizeof(members));

		evbuffer_add_printf(out, ",\"%s\":{\"ok\":%s%s%s}", all.health[i].name,
				    well ? "true" : "false", members[0] == '\0' ? "" : ",",
				    members);
		good = good && well;
	}
	evbuffer_add(out, "}", 1);
	evbuffer_prepend(out, good ? "{\"ok\":true" : "{\"ok\":false", good ? 10 : 11);
	return good;
}
