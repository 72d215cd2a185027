-- The name that stood beside pending_latest while brokers of the version before still ran; nothing asks for it any more.
DROP VIEW telemetry.latest_owed;
