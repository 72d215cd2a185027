-- Reserves the serial number of a device's certificate in one statement, which is one commit: issuing waits for each round trip,
-- and the embedded database serves nobody else between the first and the last statement of a transaction.
--
-- The device's row is locked first, then its key's, so that of two requests at once neither do both get one key for two devices
-- nor both see room for one more. Which states get certificates and how many is the caller's to say; why nothing was reserved
-- is told by what was found.
--
-- The body names tables of public: it runs in whatever search path its caller has.
CREATE FUNCTION "reserve_device_certificate"(
  "wanted_serial" TEXT, "wanted_profile" TEXT, "wanted_subject" TEXT, "wanted_device" UUID,
  -- Null: whoever owns the device.
  "wanted_owner" UUID,
  "wanted_authority" UUID, "wanted_requester" UUID, "wanted_spki" BYTEA, "at" TIMESTAMPTZ,
  -- What is reserved since then and not issued counts as valid.
  "counts_from" TIMESTAMPTZ,
  "enrollable" TEXT[], "maximum" BIGINT,
  OUT "lifecycle" TEXT, OUT "owner_id" UUID, OUT "valid" BIGINT,
  OUT "key_device_id" UUID, OUT "is_platform" BOOLEAN, OUT "compromised_at" TIMESTAMPTZ, OUT "reserved" BOOLEAN)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT device.lifecycle::text, device.organization_id INTO lifecycle, owner_id
    FROM public.device
   WHERE device.id = wanted_device
     FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT count(*) INTO valid
    FROM public.certificate
   WHERE certificate.device_id = wanted_device
     AND certificate.revoked_at IS NULL
     AND (certificate.not_after >= at OR (certificate.issued_at IS NULL AND certificate.reserved_at > counts_from));

  reserved := lifecycle = ANY (enrollable) AND owner_id = coalesce(wanted_owner, owner_id) AND valid < maximum;
  IF reserved THEN
    -- A key whose device is gone is free again, unless it was compromised.
    INSERT INTO public.public_key AS known (spki_sha256, device_id, first_used_at)
    VALUES (wanted_spki, wanted_device, at)
    ON CONFLICT (spki_sha256) DO UPDATE
       SET device_id = coalesce(known.device_id, EXCLUDED.device_id)
     WHERE NOT known.is_platform
       AND known.compromised_at IS NULL
       AND coalesce(known.device_id, EXCLUDED.device_id) = EXCLUDED.device_id;
    reserved := FOUND;
  END IF;
  IF reserved THEN
    INSERT INTO public.certificate (serial_number, profile, subject, device_id, authority_id, requested_by_id, reserved_at, spki_sha256)
    VALUES (wanted_serial, wanted_profile, wanted_subject, wanted_device, wanted_authority, wanted_requester, at, wanted_spki);
  END IF;

  SELECT known.device_id, known.is_platform, known.compromised_at INTO key_device_id, is_platform, compromised_at
    FROM public.public_key AS known
   WHERE known.spki_sha256 = wanted_spki;
END
$$;
