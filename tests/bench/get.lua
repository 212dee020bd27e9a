-- get.lua -- GET one of the paths after another:  wrk -s get.lua URL -- COOKIE PAUSE_MS FILE
-- PAUSE_MS above 0 lets each connection wait that long before it asks again.
local paths, at, pause = {}, 0, 0

function init(args)
  wrk.headers["Cookie"] = args[1]
  pause = tonumber(args[2])
  for line in io.lines(args[3]) do paths[#paths + 1] = line end
  if pause > 0 then delay = function() return pause end end
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
