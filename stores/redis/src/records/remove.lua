-- KEYS: the record. ARGV: the expected version, the time now ('' by the server's clock), the channel, what to say there.
local found = redis.call('HMGET', KEYS[1], 'version', 'expires_at')
if found[1] ~= ARGV[1] then
    return 0
end
if ARGV[2] ~= '' and found[2] and tonumber(found[2]) <= tonumber(ARGV[2]) then
    return 0
end
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
