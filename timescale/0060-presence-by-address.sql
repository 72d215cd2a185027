-- Which devices were last seen from an address: a client without a certificate names itself by nothing else.
CREATE INDEX presence_remote_address ON telemetry.presence (remote_address) WHERE remote_address IS NOT NULL;
