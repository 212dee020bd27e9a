// One success of each request about how the work goes. (Across houses: it needs nothing but who asks.)
export default {
  measuresHere: (h) => h.as('premises_manager').get(`/api/premises/${h.here.id}/measures?from=2026-11-01&until=2026-11-10`),
};
