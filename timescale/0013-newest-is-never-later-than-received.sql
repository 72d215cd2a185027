-- What is newest is not decided by a device whose clock is ahead: in the tables of newest values a time after the reception
-- is the reception, marked as replaced (2). The hypertables keep what the device said.
UPDATE telemetry.latest
SET observed_at = received_at, time_origin = 2
WHERE observed_at >= received_at + INTERVAL '1 millisecond';

UPDATE telemetry.latest_position
SET observed_at = received_at, time_origin = 2
WHERE observed_at >= received_at + INTERVAL '1 millisecond';

-- 0, 0 is what a receiver reports without a fix: the fix before it counts, if there is one.
UPDATE telemetry.latest_position AS newest
SET observed_at = least(fix.observed_at, fix.received_at), received_at = fix.received_at, latitude = fix.latitude,
  longitude = fix.longitude, accuracy_meters = fix.accuracy_meters, time_origin = fix.time_origin
FROM (
  SELECT found.*
  FROM telemetry.latest_position AS nowhere
  CROSS JOIN LATERAL (
    SELECT position.*
    FROM telemetry.position
    WHERE position.device_key = nowhere.device_key
    AND NOT (position.latitude = 0 AND position.longitude = 0)
    ORDER BY position.observed_at DESC
    LIMIT 1
  ) AS found
  WHERE nowhere.latitude = 0
  AND nowhere.longitude = 0
) AS fix
WHERE newest.device_key = fix.device_key;

DELETE FROM telemetry.latest_position
WHERE latitude = 0
AND longitude = 0;
