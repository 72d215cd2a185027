-- What devices call their quantities and properties is kept in Normalization Form C (Unicode UAX #15) from now on: names
-- that were kept before are brought into it, so that asking for one finds it however it is typed.

-- One of the spellings that become one name takes it, the oldest, unless that name with this unit is there already; the
-- readings under any other spelling stay under it, and are seen as newest values until their retention ends. Moving them
-- would unpack compressed chunks.
UPDATE telemetry.quantity
SET name = normalize(name, NFC)
WHERE id IN (
  SELECT min(spelled.id)
  FROM telemetry.quantity spelled
  WHERE spelled.name IS NOT NFC NORMALIZED
  AND NOT EXISTS (
    SELECT FROM telemetry.quantity composed
    WHERE composed.name = normalize(spelled.name, NFC)
    AND composed.unit IS NOT DISTINCT FROM spelled.unit
  )
  GROUP BY normalize(spelled.name, NFC), spelled.unit
);

-- Of a property under several spellings the one received last counts.
DELETE FROM telemetry.attribute older
USING telemetry.attribute newer
WHERE older.device_key = newer.device_key
AND normalize(older.name, NFC) = normalize(newer.name, NFC)
AND (older.received_at, older.name) < (newer.received_at, newer.name);

UPDATE telemetry.attribute SET name = normalize(name, NFC) WHERE name IS NOT NFC NORMALIZED;

-- The text itself and not its JSON, in which an escape such as \n would be composed with what follows it.
UPDATE telemetry.attribute SET value = to_jsonb(normalize(value #>> '{}', NFC))
WHERE jsonb_typeof(value) = 'string' AND (value #>> '{}') IS NOT NFC NORMALIZED;
