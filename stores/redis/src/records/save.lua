-- KEYS: the record, the number that versions are drawn from. ARGV: the expected version, the bytes, how many
-- milliseconds the record lives ('' for ever), the time now ('' by the server's clock), the channel, what to say there.
local found = redis.call('HMGET', KEYS[1], 'version', 'expires_at')
local current = '0'
if found[1] and not (ARGV[4] ~= '' and found[2] and tonumber(found[2]) <= tonumber(ARGV[4])) then
    current = found[1]
end
if current ~= ARGV[1] then
    return false
end

local time = redis.call('TIME')
local latest = tonumber(redis.call('GET', KEYS[2]) or '0')
local version = string.format('%.0f', math.max(latest + 1, time[1] * 1000000 + time[2]))
redis.call('SET', KEYS[2], version)

redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'version', version, 'bytes', ARGV[2])
if ARGV[3] ~= '' and ARGV[4] ~= '' then
    redis.call('HSET', KEYS[1], 'expires_at', string.format('%.0f', ARGV[4] + ARGV[3]))
elseif ARGV[3] ~= '' then
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
redis.call('PUBLISH', ARGV[5], ARGV[6])
return version
