import type { Actor } from '#libs/identity';
import { type ImportsUnderTest, startImports } from './imports-under-test.js';

jest.setTimeout(60_000);

describe('imports of customers, assets and oil tests', () => {
  let under: ImportsUnderTest;
  let provider: Actor;
  let customer: Awaited<ReturnType<ImportsUnderTest['addOrganization']>>;
  beforeAll(async () => {
    under = await startImports();
    provider = await under.aPerson(under.provider);
    customer = await under.addOrganization('customer', under.provider, 'Mills');
  }, 120_000);
  afterAll(() => under.stop());

  const problems = async (id: string) =>
    (await under.rowsOf(provider, id)).map((row) => row.problems[0] ?? row.outcome);
  const counts = async (...file: Parameters<ImportsUnderTest['bring']>) => (await under.bring(...file)).counts;
  const none = { create: 0, change: 0, unchanged: 0, bad: 0 };

  describe('customers', () => {
    const file = 'name,contactEmail,assetLimit,language\nAlpha,a@alpha.example,5,\nBeta,,unlimited,pl\n';

    it('are made under the provider, and the same file twice changes nothing', async () => {
      const bring = () => counts(provider, 'customers', under.provider.id, file);
      expect(await bring()).toEqual({ ...none, create: 2 });
      expect(await bring()).toEqual({ ...none, unchanged: 2 });
      const rows = await under.registry.client.organization.findMany({
        where: { parentId: under.provider.id, name: { in: ['Alpha', 'Beta'] } },
        orderBy: { name: 'asc' },
      });
      expect(rows).toMatchObject([
        { kind: 'customer', contactEmail: 'a@alpha.example', assetLimit: 5, language: 'en', status: 'new' },
        { assetLimit: null, language: 'pl' },
      ]);
      expect(rows.map(({ path, id }) => path === `${under.provider.path}${id}/`)).toEqual([true, true]);
    });

    it('are known by their names in any case; an empty cell leaves what is there', async () => {
      const job = await under.bring(
        provider,
        'customers',
        under.provider.id,
        'NAME,address,contactEmail\nALPHA,Mill Lane 1,\n',
      );
      const [row] = await under.rowsOf(provider, job.id);
      expect(row).toMatchObject({ outcome: 'change', difference: { address: [null, 'Mill Lane 1'] } });
      const alpha = await under.registry.client.organization.findFirstOrThrow({ where: { name: 'Alpha' } });
      expect(alpha).toMatchObject({ address: 'Mill Lane 1', contactEmail: 'a@alpha.example' });
    });

    it('of which two have the name already are bad, as are cells that cannot be meant', async () => {
      await under.addOrganization('customer', under.provider, 'Twin');
      await under.addOrganization('customer', under.provider, 'TWIN');
      const rows = 'name,contactEmail,assetLimit\nTwin,,\nGamma,nobody,\nDelta,,many\n,x@y.example,\n';
      const job = await under.check(provider, 'customers', under.provider.id, rows);
      expect(await problems(job.id)).toMatchObject([
        { column: 'name' },
        { column: 'contactEmail' },
        { column: 'assetLimit' },
        { column: 'name' },
      ]);
    });
  });

  describe('assets', () => {
    const header =
      'customer,model,modelNumber,serialNumber,externalId,warrantyBegin,warrantyEnd,migrated,attribute.ratedPower';

    it('come to the customer that is named or whose id is given, with typed attributes', async () => {
      const rows = `MILLS,ups,1600XP,A-1,ERP-1,2026-01-01,2028-01-01,yes,18\n${customer.id},Transformer,T9,A-2,,,,no,"0,4"\n`;
      expect(await counts(provider, 'assets', under.provider.id, `${header}\n${rows}`)).toEqual({ ...none, create: 2 });
      expect(await counts(provider, 'assets', under.provider.id, `${header}\n${rows}`)).toEqual({
        ...none,
        unchanged: 2,
      });
      const assets = await under.registry.client.asset.findMany({
        where: { organizationId: customer.id },
        orderBy: { serialNumber: 'asc' },
      });
      expect(assets).toMatchObject([
        {
          serialNumber: 'A-1',
          isMigrated: true,
          providerId: under.provider.id,
          linkedAt: null,
          attributes: { ratedPower: 18 },
        },
        { serialNumber: 'A-2', externalId: null, attributes: { ratedPower: 0.4 } },
      ]);
    });

    it('change field by field', async () => {
      const job = await under.bring(
        provider,
        'assets',
        customer.id,
        'serialNumber,modelNumber,model,name,attribute.ratedPower\nA-1,1600XP,UPS,Hall 3,20\n',
      );
      const [row] = await under.rowsOf(provider, job.id);
      expect(row?.difference).toEqual({ name: [null, 'Hall 3'], 'attribute.ratedPower': [18, 20] });
    });

    it('of customers one does not see are refused word for word as of customers that do not exist', async () => {
      await under.addOrganization('customer', under.otherProvider, 'Hidden');
      const hidden = await under.addOrganization('customer', under.otherProvider, 'Also hidden');
      const rows = `Hidden,UPS,X,B-1,,,,,\nNowhere,UPS,X,B-2,,,,,\n${hidden.id},UPS,X,B-3,,,,,\n,UPS,X,B-4,,,,,\n`;
      const job = await under.check(provider, 'assets', under.provider.id, `${header}\n${rows}`);
      expect(await problems(job.id)).toEqual([
        { column: 'customer', message: 'There is no customer "Hidden" here.' },
        { column: 'customer', message: 'There is no customer "Nowhere" here.' },
        { column: 'customer', message: `There is no customer "${hidden.id}" here.` },
        { column: 'customer', message: 'must name a customer, or its id, unless the import is into one' },
      ]);
    });

    it('with attributes, models or a warranty that cannot be are bad', async () => {
      const rows =
        'Mills,UPS,X,C-1,,,,,-5\nMills,Steam engine,X,C-2,,,,,\nMills,UPS,X,C-3,,2026-02-01,2026-01-01,,\nMills,UPS,X,C-4,,,,perhaps,\n';
      const job = await under.check(provider, 'assets', under.provider.id, `${header}\n${rows}`);
      expect(await problems(job.id)).toMatchObject([
        { column: 'attribute.ratedPower' },
        { column: 'model' },
        { column: 'warrantyEnd' },
        { column: 'migrated' },
      ]);
    });

    it('with a serial number a spreadsheet may have eaten are made, and warned of before they are', async () => {
      const file = 'model,modelNumber,serialNumber,externalId\nUPS,X,1.603E+11,03-Dec\nUPS,X,1603X,\n';
      const job = await under.check(provider, 'assets', customer.id, file);
      expect([job.counts, job.warnedRows]).toEqual([{ ...none, create: 2 }, 1]);
      const rows = await under.imports.rows(provider, { jobId: job.id, warned: true, after: 0, limit: 9 });
      expect(rows.map(({ number, warnings }) => [number, warnings.map(({ column }) => column)])).toEqual([
        [1, ['serialNumber', 'externalId']],
      ]);
      await under.imports.apply(provider, job.id);
      await under.work();
      const done = await under.imports.get(provider, job.id);
      expect([done.status, done.counts, done.warnedRows]).toEqual(['done', { ...none, create: 2 }, 1]);
    });

    it('R0-19: never exceed the limit of the customer, over all batches of the file and at its application', async () => {
      const small = await under.addOrganization('customer', under.provider, 'Small');
      await under.registry.client.organization.update({ where: { id: small.id }, data: { assetLimit: 550 } });
      const rows = Array.from({ length: 600 }, (_, n) => `UPS,X,S-${n}`).join('\n');
      const job = await under.check(provider, 'assets', small.id, `model,modelNumber,serialNumber\n${rows}\n`);
      expect(job.counts).toEqual({ ...none, create: 550, bad: 50 });
      await under.registry.client.organization.update({ where: { id: small.id }, data: { assetLimit: 520 } });
      await under.imports.apply(provider, job.id);
      await under.work();
      expect((await under.imports.get(provider, job.id)).counts).toEqual({ ...none, create: 520, bad: 80 });
      expect(await under.registry.client.asset.count({ where: { organizationId: small.id } })).toBe(520);
    });
  });

  describe('oil tests', () => {
    it('with a number that can be read in two ways are refused, in every column, as are other files', async () => {
      const oil = 'assetSerialNumber;sampledAt;H2;CO2\nA-2;2026-03-07;12,5;3.800\nA-2;2026-03-08;3.800;1,5\n';
      const job = await under.check(provider, 'oil-tests', customer.id, oil);
      expect(await problems(job.id)).toEqual([
        { column: 'carbonDioxide', message: expect.stringContaining('two ways: write 3800 or 3.8000') },
        { column: 'hydrogen', message: expect.stringContaining('two ways') },
      ]);
      const assets = 'model;modelNumber;serialNumber;attribute.ratedPower\nUPS;X;N-1;1.500\n';
      expect(await problems((await under.check(provider, 'assets', customer.id, assets)).id)).toEqual([
        { column: 'attribute.ratedPower', message: expect.stringContaining('two ways: write 1500 or 1.5000') },
      ]);
      const customers = 'name,assetLimit\nThousand,1.000\n';
      expect(await problems((await under.check(provider, 'customers', under.provider.id, customers)).id)).toEqual([
        { column: 'assetLimit', message: expect.stringContaining('two ways') },
      ]);
    });

    it('with a point in a file of commas are read as written, unless another cell has a decimal comma', async () => {
      const file = 'assetSerialNumber,sampledAt,H2,CO2\nA-2,2026-03-07,12.5,3.800\n';
      const job = await under.check(provider, 'oil-tests', customer.id, file);
      expect((await under.rowsOf(provider, job.id))[0]?.difference).toMatchObject({ carbonDioxide: [null, 3.8] });
      const mixed = `${file}A-2,2026-03-08,"12,5",1\n`;
      expect(await problems((await under.check(provider, 'oil-tests', customer.id, mixed)).id)).toEqual([
        { column: 'carbonDioxide', message: expect.stringContaining('two ways') },
        'create',
      ]);
    });

    it('go to the assets they name, by serial number or external id, and twice change nothing', async () => {
      const file = 'Serial No;ERP;x';
      await expect(under.receive(provider, 'oil-tests', customer.id, file)).rejects.toThrow(/names "ERP"/);
      const rows =
        'assetSerialNumber;externalId;Sampling date;H2 (ppm);CH4\nA-2;;2026-03-01;12,5;3\n;ERP-1;2026-03-02;7;\nA-9;;2026-03-01;1;\n';
      expect(await counts(provider, 'oil-tests', customer.id, rows)).toEqual({ ...none, create: 2, bad: 1 });
      expect(await counts(provider, 'oil-tests', customer.id, rows)).toEqual({ ...none, unchanged: 2, bad: 1 });
      const changed = rows.replace('12,5', '13');
      const job = await under.bring(provider, 'oil-tests', customer.id, changed);
      const [row, , unknown] = await under.rowsOf(provider, job.id);
      expect(row?.difference).toEqual({ hydrogen: [12.5, 13] });
      expect(unknown?.problems).toEqual([{ column: 'assetSerialNumber', message: 'There is no asset "A-9" here.' }]);
    });

    it('are refused row by row for oil that is not drawn yet', async () => {
      const file = 'assetSerialNumber,sampledAt,H2\nA-2,2199-03-01,1\nA-2,2026-03-05,1\n';
      const job = await under.bring(provider, 'oil-tests', customer.id, file);
      expect(await problems(job.id)).toEqual([
        { column: 'sampledAt', message: expect.stringMatching(/^is in the future/) },
        'create',
      ]);
    });

    it('are refused as a file when a column is in another unit than is stored', async () => {
      const file = 'assetSerialNumber,sampledAt,breakdownVoltage (V)\n';
      await expect(under.receive(provider, 'oil-tests', customer.id, file)).rejects.toMatchObject({
        code: 'fleet.import-header',
      });
    });

    it.each([
      ['customers', 'otherProvider', 'identity.organization-unknown'],
      ['devices', 'provider', 'identity.not-allowed'],
    ] as const)('%s into an organization where it is not allowed: %s', async (kind, place, code) => {
      await expect(under.receive(provider, kind, under[place].id, 'name\n')).rejects.toMatchObject({ code });
    });

    it('belong to a customer, not to a provider', async () => {
      const file = 'assetSerialNumber,sampledAt\n';
      await expect(under.receive(provider, 'oil-tests', under.provider.id, file)).rejects.toMatchObject({
        code: 'fleet.import-place',
      });
    });
  });
});
