-- The certificate's status and its end come from one place, for lists and for the listing alike; lists asked a query of their own.
-- A function whose result grows is made anew; those that call it look it up by name.
DROP FUNCTION "certificate_state_at"(UUID, TIMESTAMPTZ);
-- What the best certificate of a device is at a moment, when time alone changes that, and when it ends. A certificate is
-- expiring in its last 30 days: time for a visit to a device that cannot renew by itself.
CREATE FUNCTION "certificate_state_at"("of_device" UUID, "moment" TIMESTAMPTZ,
  OUT "state" TEXT, OUT "turns_at" TIMESTAMPTZ, OUT "not_after" TIMESTAMPTZ)
LANGUAGE sql STABLE AS $$
  SELECT
    CASE
      WHEN f.valid_until >= moment + INTERVAL '30 days' THEN 'valid'
      WHEN f.valid_until IS NOT NULL THEN 'expiring'
      WHEN f.revoked THEN 'revoked'
      WHEN f.last_not_after IS NOT NULL THEN 'expired'
      ELSE 'none'
    END,
    CASE
      WHEN f.valid_until >= moment + INTERVAL '30 days' THEN f.valid_until - INTERVAL '30 days'
      WHEN f.valid_until IS NOT NULL THEN f.valid_until
      WHEN f.revoked THEN f.last_not_after
    END,
    coalesce(f.valid_until, f.last_not_after)
  FROM (
    SELECT
      max(c.not_after) FILTER (WHERE c.revoked_at IS NULL AND c.not_after >= moment) AS valid_until,
      bool_or(c.revoked_at IS NOT NULL AND c.not_after >= moment) AS revoked,
      max(c.not_after) AS last_not_after
    FROM public.certificate c
    WHERE c.device_id = of_device AND c.issued_at IS NOT NULL
  ) f
$$;

-- What one device counts as.
CREATE FUNCTION "device_facets"("lifecycle" "device_lifecycle", "connectivity" TEXT, "freshness" TEXT, "certificate_state" TEXT)
RETURNS TABLE ("facet" TEXT, "value" TEXT) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('devices', 'total'), ('lifecycle', lifecycle::text), ('connectivity', connectivity), ('freshness', freshness),
    ('certificate', certificate_state)
$$;

CREATE OR REPLACE FUNCTION "count_devices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT l.organization_id, f.facet, f.value, count(*)
    FROM added l
    CROSS JOIN LATERAL public.device_facets(l.lifecycle, l.connectivity, l.freshness, l.certificate_state) f
    GROUP BY 1, 2, 3;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT l.organization_id, f.facet, f.value, -count(*)
    FROM gone l
    CROSS JOIN LATERAL public.device_facets(l.lifecycle, l.connectivity, l.freshness, l.certificate_state) f
    GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO public.fleet_count (organization_id, facet, value, change)
    SELECT l.organization_id, f.facet, f.value, sum(l.change)
    FROM (
      SELECT organization_id, lifecycle, connectivity, freshness, certificate_state, 1 AS change FROM added
      UNION ALL
      SELECT organization_id, lifecycle, connectivity, freshness, certificate_state, -1 FROM gone
    ) l
    CROSS JOIN LATERAL public.device_facets(l.lifecycle, l.connectivity, l.freshness, l.certificate_state) f
    GROUP BY 1, 2, 3
    HAVING sum(l.change) <> 0;
  END IF;
  RETURN NULL;
END $$;
