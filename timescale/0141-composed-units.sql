-- Units are kept in Normalization Form C (Unicode UAX #15) from now on, as names are since 0050: the sign of the ohm and the
-- Greek letter are one unit, and what is measured in it one quantity.

-- One of the spellings that become one unit takes it, the oldest, unless that unit of this name is there already; the
-- readings under any other spelling stay under it, and are seen as newest values until their retention ends. Moving them
-- would unpack compressed chunks.
UPDATE telemetry.quantity
SET unit = normalize(unit, NFC)
WHERE id IN (
  SELECT min(spelled.id)
  FROM telemetry.quantity spelled
  WHERE spelled.unit IS NOT NFC NORMALIZED
  AND NOT EXISTS (
    SELECT FROM telemetry.quantity composed
    WHERE composed.name = spelled.name
    AND composed.unit = normalize(spelled.unit, NFC)
  )
  GROUP BY spelled.name, normalize(spelled.unit, NFC)
);
