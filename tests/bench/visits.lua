-- visits.lua -- PUT one check after another, each of the next woman by the worker of her house, under a fresh id:
--   wrk -s visits.lua URL -- COOKIE FIRST WOMEN HOUSES        women.sql made them; the cookie is not used
local first, women, houses, at = 0, 1, 1, -1
local headers = {}

function init(args)
  first, women, houses = tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
  for house = 0, houses - 1 do
    headers[house] = { ["Host"] = wrk.host, ["Content-Type"] = "application/json", ["Cookie"] = string.format("__Host-lantern=bench-%037d", house) }
  end
  math.randomseed(os.time() + first)
end

local function id()
  local function part() return math.random(0, 65535) end
  return string.format("%04x%04x-%04x-4%03x-8%03x-%04x%04x%04x", part(), part(), part(), part() % 4096, part() % 4096, part(), part(), part())
end

function request()
  at = at + 1
  local woman = first + at % women
  local body = string.format('{"stay":"5a000000-0000-4000-8000-%012x","crn":"B%06d","outcome":"spoke","done_at":"%s","proof":"handset"}',
    woman, woman, os.date("!%Y-%m-%dT%H:%M:%SZ"))
  return wrk.format("PUT", "/api/visits/" .. id(), headers[woman % houses], body)
end
