-- One line that needs no guessing at units: requests, microseconds, p50 and p99 in microseconds, failed requests.
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("report %d %d %.1f %.1f %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
