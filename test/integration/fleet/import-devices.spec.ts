import type { Actor } from '#libs/identity';
import { type ImportsUnderTest, startImports } from './imports-under-test.js';

const mac = (n: number) =>
  `00:C0:B7:${[16, 8, 0].map((shift) => ((n >> shift) & 255).toString(16).padStart(2, '0')).join(':')}`.toUpperCase();
const line = (n: number, type = 'Sensor') => `IMP-${n},${mac(n)},${type}`;
const header = 'serialNumber,macAddress,type';
const fileOf = (...lines: readonly string[]) => [header, ...lines, ''].join('\r\n');

describe('import of devices into the stock of a provider', () => {
  let under: ImportsUnderTest;
  let operator: Actor;
  beforeAll(async () => {
    under = await startImports();
    operator = await under.aPerson(under.operator);
  }, 120_000);
  afterAll(() => under.stop());

  const devices = (serialNumber: string) =>
    under.registry.client.device.findMany({
      where: { serialNumber: { startsWith: serialNumber } },
      include: { ownerships: true },
    });
  const outcomes = async (id: string) => (await under.rowsOf(operator, id)).map(({ outcome }) => outcome);

  it('only looks until its application is asked for', async () => {
    const job = await under.check(
      operator,
      'devices',
      under.provider.id,
      fileOf(line(1), line(2, 'Toaster'), ',,', 'IMP-3'),
    );
    expect(job).toMatchObject({
      status: 'checked',
      totalRows: 3,
      counts: { create: 1, change: 0, unchanged: 0, bad: 2 },
    });
    const [first, second, third] = await under.rowsOf(operator, job.id);
    expect(first?.difference).toEqual({
      serialNumber: [null, 'IMP-1'],
      macAddress: [null, mac(1)],
      type: [null, 'Sensor'],
      organization: [null, 'North Power'],
    });
    expect(second?.problems).toEqual([
      { column: 'type', message: 'There is no device type "Toaster"; known: "RemotEye 4", "Sensor".' },
    ]);
    expect(third?.problems.map(({ column }) => column)).toEqual(['macAddress', 'type']);
    expect(await devices('IMP-')).toEqual([]);
  });

  it('applies the good rows and leaves the bad ones, with the transfer in the history', async () => {
    const job = await under.bring(operator, 'devices', under.provider.id, fileOf(line(10), 'IMP-11,nonsense,Sensor'));
    expect(job).toMatchObject({ status: 'done', appliedRows: 2, counts: { create: 1, bad: 1 } });
    const [device] = await devices('IMP-1');
    expect(device).toMatchObject({
      serialNumber: 'IMP-10',
      organizationId: under.provider.id,
      lifecycle: 'registered',
    });
    expect(device?.ownerships).toMatchObject([{ cause: 'dispatched', byId: operator.personId, until: null }]);
  });

  it('takes the columns in any order, letter case and of either delimiter, with a byte order mark', async () => {
    await under.bring(operator, 'devices', under.provider.id, fileOf(line(20), line(21)));
    const file = `\uFEFFName;TYPE;MacAddress;SERIALNUMBER\n;Sensor;${mac(20)};imp-20\n"";Sensor;${mac(21)};imp-21\n`;
    const job = await under.check(operator, 'devices', under.provider.id, file);
    expect(job.header).toEqual(['name', 'type', 'macAddress', 'serialNumber']);
    expect(await outcomes(job.id)).toEqual(['unchanged', 'unchanged']);
  });

  it('the same file twice changes nothing the second time', async () => {
    const file = fileOf(...Array.from({ length: 1_201 }, (_, n) => line(1_000 + n)));
    expect((await under.bring(operator, 'devices', under.provider.id, file)).counts.create).toBe(1_201);
    const again = await under.bring(operator, 'devices', under.provider.id, file);
    expect(again).toMatchObject({ status: 'done', counts: { create: 0, change: 0, unchanged: 1_201, bad: 0 } });
  });

  it('calls the second row about the same device bad, also in another batch', async () => {
    const many = Array.from({ length: 600 }, (_, n) => line(5_000 + n));
    const file = fileOf(...many, line(5_000), `IMP-OTHER,${mac(5_001)},Sensor`);
    const job = await under.check(operator, 'devices', under.provider.id, file);
    const bad = (await under.rowsOf(operator, job.id)).filter(({ outcome }) => outcome === 'bad');
    expect(bad.map(({ number, problems }) => [number, problems[0]?.message])).toEqual([
      [601, 'Row 1 of the file is about the same; leave one of the two.'],
      [602, 'Row 2 of the file is about the same; leave one of the two.'],
    ]);
  });

  it('brings devices over from the operator’s own stock, and never from another provider’s', async () => {
    const { client } = under.registry;
    await under.bring(operator, 'devices', under.otherProvider.id, fileOf(line(30), line(31)));
    await client.device.update({ where: { serialNumber: 'IMP-31' }, data: { organizationId: under.operator.id } });
    const job = await under.bring(operator, 'devices', under.provider.id, fileOf(line(30), line(31)));
    const [taken, over] = await under.rowsOf(operator, job.id);
    expect(taken?.problems).toEqual([
      { column: 'serialNumber', message: 'A device with the serial number IMP-30 is registered already.' },
    ]);
    expect(over?.difference).toEqual({ organization: ['operator', 'North Power'] });
    const [device] = await devices('IMP-31');
    expect(device?.organizationId).toBe(under.provider.id);
    expect(device?.ownerships.filter(({ until }) => until === null)).toMatchObject([
      { organizationName: 'North Power' },
    ]);
  });

  it.each([
    ['MAC address', `IMP-40,${mac(41)},Sensor`, 'macAddress'],
    ['type', `IMP-40,${mac(40)},RemotEye 4`, 'type'],
    ['MAC address of another', `IMP-42,${mac(40)},Sensor`, 'macAddress'],
  ])('refuses a row with another %s than the device has', async (_what, row, column) => {
    await under.bring(operator, 'devices', under.provider.id, fileOf(line(40)));
    const job = await under.check(operator, 'devices', under.provider.id, fileOf(row));
    const [only] = await under.rowsOf(operator, job.id);
    expect(only).toMatchObject({ outcome: 'bad', problems: [{ column }] });
  });
});
