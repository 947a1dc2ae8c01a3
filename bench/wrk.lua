-- What wrk sends, and what it tells at the end: one line of JSON.
wrk.method = os.getenv("BENCH_METHOD")
local body = os.getenv("BENCH_BODY")
local number = tonumber(os.getenv("BENCH_FIRST") or "0")

if body then
  -- each request another body: "{n}" in it stands for the request's number
  function request()
    number = number + 1
    return wrk.format(nil, nil, nil, (string.gsub(body, "{n}", tostring(number))))
  end
end

local paths = {}
for path in string.gmatch(os.getenv("BENCH_PATHS") or "", "[^\n]+") do
  paths[#paths + 1] = path
end

if #paths > 0 then
  function request()
    number = number + 1
    return wrk.format(nil, paths[number % #paths + 1])
  end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "refused": %d, "broken": %d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
