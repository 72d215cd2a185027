-- Which devices were last seen from an address: a client without a certificate names itself by nothing else. Presence keeps
-- the port too, and an IPv6 address in brackets.
CREATE FUNCTION telemetry.host_of(remote_address TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(remote_address, '^\[?(.*?)\]?:[0-9]+$', '\1');

CREATE INDEX presence_host ON telemetry.presence (telemetry.host_of(remote_address)) WHERE remote_address IS NOT NULL;
