-- A key identifies one device, and a key that was compromised identifies nobody ever again: what is remembered of keys outlives
-- certificates and devices. Named by the SHA-256 of SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
CREATE TABLE "public_key" (
    "spki_sha256" BYTEA NOT NULL,
    "device_id" UUID,
    "is_platform" BOOLEAN NOT NULL DEFAULT false,
    "first_used_at" TIMESTAMPTZ(3) NOT NULL,
    "compromised_at" TIMESTAMPTZ(3),

    CONSTRAINT "public_key_pkey" PRIMARY KEY ("spki_sha256"),
    CONSTRAINT "public_key_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- Serves the foreign key when a device is deleted.
CREATE INDEX "public_key_device_id_idx" ON "public_key"("device_id");

-- Serves the revocation of all certificates of a compromised key.
ALTER TABLE "certificate" ADD COLUMN "spki_sha256" BYTEA;
CREATE INDEX "certificate_spki_sha256_idx" ON "certificate"("spki_sha256");

-- Who was told of a refused key, and when: keeps one organization from flooding those above it with mail.
CREATE TABLE "key_alarm" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "spki_sha256" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_alarm_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "key_alarm_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "key_alarm_organization_id_at_idx" ON "key_alarm"("organization_id", "at");

-- Where a DER element's content begins and where the next element begins, counted from 0 (X.690 §8.1.3).
CREATE FUNCTION "der_element"("der" BYTEA, "at" INTEGER, OUT "content" INTEGER, OUT "next" INTEGER)
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  first INTEGER := get_byte(der, at + 1);
  length INTEGER := 0;
BEGIN
  IF first < 128 THEN
    content := at + 2;
    next := content + first;
    RETURN;
  END IF;
  FOR octet IN 1..(first - 128) LOOP
    length := length * 256 + get_byte(der, at + 1 + octet);
  END LOOP;
  content := at + 2 + first - 128;
  next := content + length;
END
$$;

-- SHA-256 of the SubjectPublicKeyInfo of a certificate in PEM (RFC 5280 §4.1): the seventh element of what is signed, the
-- sixth where the version is left out.
CREATE FUNCTION "certificate_spki_sha256"("pem" TEXT) RETURNS BYTEA
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  der BYTEA := decode(regexp_replace(pem, '-----[A-Z ]+-----|\s', '', 'g'), 'base64');
  at INTEGER := (public.der_element(der, (public.der_element(der, 0)).content)).content;
BEGIN
  FOR before IN 1..(CASE WHEN get_byte(der, at) = 160 THEN 6 ELSE 5 END) LOOP
    at := (public.der_element(der, at)).next;
  END LOOP;
  RETURN sha256(substring(der FROM at + 1 FOR (public.der_element(der, at)).next - at));
END
$$;

-- What is there already: the first device that used a key has it. Reading a key takes about 50 microseconds.
UPDATE "certificate" SET "spki_sha256" = certificate_spki_sha256("pem") WHERE "pem" IS NOT NULL;

INSERT INTO "public_key" ("spki_sha256", "is_platform", "first_used_at")
SELECT certificate_spki_sha256("pem"), true, min("not_before") FROM "certificate_authority" GROUP BY 1;

INSERT INTO "public_key" ("spki_sha256", "device_id", "is_platform", "first_used_at", "compromised_at")
SELECT c."spki_sha256",
       (array_agg(c."device_id" ORDER BY c."reserved_at", c."serial_number"))[1],
       bool_or(c."device_id" IS NULL),
       min(c."reserved_at"),
       min(c."revoked_at") FILTER (WHERE c."revocation_reason" = 'keyCompromise')
FROM "certificate" c
WHERE c."spki_sha256" IS NOT NULL
GROUP BY 1
ON CONFLICT ("spki_sha256") DO NOTHING;

-- Certificates of the version before this one name no key when they are reserved; theirs is read when they are issued.
CREATE FUNCTION "name_certificate_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.spki_sha256 := public.certificate_spki_sha256(NEW.pem);
  RETURN NEW;
END
$$;
CREATE TRIGGER "certificate_names_key" BEFORE INSERT OR UPDATE OF "pem" ON "certificate"
  FOR EACH ROW WHEN (NEW.pem IS NOT NULL AND NEW.spki_sha256 IS NULL) EXECUTE FUNCTION "name_certificate_key"();

-- Whoever revokes for keyCompromise, by whatever statement, condemns the key (RFC 5280 §5.3.1).
CREATE FUNCTION "condemn_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.public_key (spki_sha256, device_id, is_platform, first_used_at, compromised_at)
  VALUES (NEW.spki_sha256, NEW.device_id, NEW.device_id IS NULL, NEW.reserved_at, NEW.revoked_at)
  ON CONFLICT (spki_sha256) DO UPDATE SET compromised_at = least(public_key.compromised_at, EXCLUDED.compromised_at);
  RETURN NULL;
END
$$;
CREATE TRIGGER "certificate_condemns_key" AFTER INSERT OR UPDATE OF "revocation_reason", "spki_sha256" ON "certificate"
  FOR EACH ROW WHEN (NEW.revocation_reason = 'keyCompromise' AND NEW.spki_sha256 IS NOT NULL) EXECUTE FUNCTION "condemn_key"();

-- The key of an authority is nobody else's; so is that of a process of the platform, and each device's.
CREATE FUNCTION "keep_authority_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.public_key (spki_sha256, is_platform, first_used_at)
  VALUES (public.certificate_spki_sha256(NEW.pem), true, NEW.not_before)
  ON CONFLICT (spki_sha256) DO UPDATE SET is_platform = true;
  RETURN NULL;
END
$$;
CREATE TRIGGER "authority_keeps_key" AFTER INSERT ON "certificate_authority"
  FOR EACH ROW EXECUTE FUNCTION "keep_authority_key"();

CREATE FUNCTION "keep_certificate_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.public_key (spki_sha256, device_id, is_platform, first_used_at)
  VALUES (NEW.spki_sha256, NEW.device_id, NEW.device_id IS NULL, NEW.reserved_at)
  ON CONFLICT (spki_sha256) DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER "certificate_keeps_key" AFTER INSERT OR UPDATE OF "spki_sha256", "pem" ON "certificate"
  FOR EACH ROW WHEN (NEW.spki_sha256 IS NOT NULL) EXECUTE FUNCTION "keep_certificate_key"();
