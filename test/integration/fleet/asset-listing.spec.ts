import fc from 'fast-check';
import { assetCursorOf, assetQuery } from '#libs/contracts/http';
import { AssetReader } from '#libs/equipment';
import { scopeOf } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

const rows = async <Row>(text: string) => (await test.database.pool.query(text)).rows as Row[];

/** A registered device on its asset. */
async function anAsset() {
  const { registration, organization } = await test.fleet.registration.register(
    test.actorIn(test.provider),
    aForm({ site: { lat: 1, lon: 2 } }),
  );
  const { siteId } = await test.registry.client.device.findUniqueOrThrow({ where: { id: registration.device.id } });
  return { id: registration.asset.id, deviceId: registration.device.id, organizationId: organization.id, siteId };
}
type Made = Awaited<ReturnType<typeof anAsset>>;

/** What the listing must say, from the tables it follows. */
const DIFFERENCES = `
  SELECT a.serial_number, l.*
  FROM asset a
  FULL JOIN asset_listing l ON l.asset_id = a.id
  WHERE (l.organization_id, l.equipment_model_id, l.site_id, l.name_key, l.serial_key, l.model_key, l.external_key, l.created_at,
      l.warranty_key, l.link, l.is_installed)
    IS DISTINCT FROM (a.organization_id, a.equipment_model_id, a.site_id,
      name_order(coalesce(a.name, a.model_number || ' ' || a.serial_number)), lower(a.serial_number), lower(a.model_number),
      lower(a.external_id), a.created_at, coalesce(a.warranty_end, 'infinity'::date),
      CASE
        WHEN a.linked_at IS NOT NULL THEN 'linked'
        WHEN EXISTS (SELECT FROM proposal p WHERE p.asset_id = a.id AND p.status = 'proposed') THEN 'proposed'
        ELSE 'new'
      END,
      EXISTS (SELECT FROM installation i WHERE i.asset_id = a.id AND i.removed_at IS NULL))`;

describe('what lists of assets are sorted, filtered and searched by', () => {
  it('follows every change of assets, installations and proposals, in any order', async () => {
    const assets = [await anAsset(), await anAsset(), await anAsset()];
    const { client } = test.registry;
    const models = await client.equipmentModel.findMany({ select: { id: true } });
    const now = () => test.clock.now();
    const change = ({ id }: Made, data: Parameters<typeof client.asset.update>[0]['data']) =>
      client.asset.update({ where: { id }, data });
    const changes = {
      rename: (asset: Made, n: number) => change(asset, { name: n % 3 ? `Ünit ${n}` : null }),
      renumber: (asset: Made, n: number) =>
        change(asset, {
          serialNumber: `No-${n}-${asset.id}`,
          modelNumber: `Ä-${n}`,
          externalId: n % 2 ? `ERP ${n}` : null,
        }),
      warrant: (asset: Made, n: number) =>
        change(asset, { warrantyEnd: n % 2 ? new Date(Date.UTC(2026, 0, 1 + n)) : null }),
      remodel: (asset: Made, n: number) => change(asset, { equipmentModelId: models[n % models.length]?.id ?? '' }),
      link: (asset: Made, n: number) => change(asset, { linkedAt: n % 2 ? now() : null }),
      settle: (asset: Made, n: number) => change(asset, { siteId: n % 2 ? asset.siteId : null }),
      give: (asset: Made, n: number) =>
        change(asset, { organizationId: assets[n % assets.length]?.organizationId ?? asset.organizationId }),
      install: ({ id, deviceId }: Made) =>
        client.installation.create({ data: { id: newUuid(now()), deviceId, assetId: id, installedAt: now() } }),
      remove: ({ id }: Made) =>
        client.installation.updateMany({ where: { assetId: id, removedAt: null }, data: { removedAt: now() } }),
      uproot: ({ id }: Made) => client.installation.deleteMany({ where: { assetId: id } }),
      propose: async ({ id }: Made) => {
        const proposal = {
          id: newUuid(now()),
          assetId: id,
          providerId: test.provider.id,
          proposedById: newUuid(now()),
        };
        const open = await client.proposal.count({ where: { assetId: id, status: 'proposed' } });
        if (open === 0) await client.proposal.create({ data: { ...proposal, proposedAt: now() } });
      },
      answer: ({ id }: Made) =>
        client.proposal.updateMany({ where: { assetId: id, status: 'proposed' }, data: { status: 'declined' } }),
      withdraw: ({ id }: Made) => client.proposal.deleteMany({ where: { assetId: id } }),
    };
    const names = Object.keys(changes) as (keyof typeof changes)[];
    const step = fc.tuple(fc.constantFrom(...names), fc.nat({ max: assets.length - 1 }), fc.nat({ max: 59 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        for (const [name, place, n] of steps) await changes[name](assets[place] as Made, n);
        expect(await rows(DIFFERENCES)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('gives the same pages whether what meets a search is fetched or walked to', async () => {
    const { id, organizationId } = await anAsset();
    const { equipmentModelId } = await test.registry.client.asset.findUniqueOrThrow({ where: { id } });
    await test.registry.client.asset.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({
        id: newUuid(test.clock.now()),
        organizationId,
        equipmentModelId,
        modelNumber: ['T-100', 't-200', 'Ä-300'][n % 3] ?? '',
        serialNumber: `Sn-${String(60 - n).padStart(3, '0')}`,
        name: n % 4 === 0 ? null : `Unit ${n % 7}`,
        externalId: n % 5 === 0 ? null : `ERP_${n}`,
        warrantyEnd: n % 3 === 0 ? null : new Date(Date.UTC(2020 + (n % 14), 0, 1)),
        linkedAt: n % 6 === 0 ? null : test.clock.now(),
        createdAt: new Date(Date.UTC(2026, 0, 1 + (n % 10))),
      })),
    });
    const scope = scopeOf(test.actorIn(test.provider));
    const idsBy = async (reader: AssetReader, query: Record<string, string>) => {
      const ids: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const selection = assetQuery.parse({ ...query, organizationId, limit: '7', ...(cursor && { cursor }) });
        const { assets, next } = await reader.page(scope, selection, test.clock.now());
        ids.push(...assets.map((asset) => asset.id));
        if (!next) return ids;
        cursor = assetCursorOf(...next);
      }
    };
    const [fetching, walking] = [new AssetReader(test.registry), new AssetReader(test.registry, 1)];
    for (const sort of ['name', '-serialNumber', 'createdAt', '-warrantyEnd', 'warrantyEnd']) {
      for (const query of [
        { name: 'unit' },
        { q: 't-1' },
        { serialNumber: 'sn-0' },
        { modelNumber: 'T-', externalId: 'erp_1' },
        { warranty: 'ended' },
        { warranty: 'none', installed: 'false' },
        { connection: 'new', kind: 'ups' },
      ]) {
        const ids = await idsBy(fetching, { sort, ...query });
        expect(ids.length).toBeGreaterThan(0);
        expect(await idsBy(walking, { sort, ...query })).toEqual(ids);
      }
    }
  });

  it('forgets an asset that is deleted', async () => {
    const { id } = await anAsset();
    await test.registry.client.installation.deleteMany({ where: { assetId: id } });
    await test.registry.client.asset.delete({ where: { id } });
    expect(await rows(DIFFERENCES)).toEqual([]);
  });
});
