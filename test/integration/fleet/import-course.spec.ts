import { type Actor, CustomerBatches } from '#libs/identity';
import { HOUR_MS } from '#libs/kernel';
import { type ImportsUnderTest, startImports } from './imports-under-test.js';
import { planOf } from './query-plan.js';

jest.setTimeout(60_000);

describe('the course of an import', () => {
  let under: ImportsUnderTest;
  let provider: Actor;
  let number = 0;
  beforeAll(async () => {
    under = await startImports();
    provider = await under.aPerson(under.provider);
  }, 120_000);
  afterAll(() => under.stop());

  /** Customers nobody else in this file makes. */
  function fileOf(rows: number, more = '') {
    number += 1;
    const mark = `F${number}`;
    const names = Array.from({ length: rows }, (_, n) => `${mark} customer ${n}`);
    return { mark, file: `name,timeZone\n${names.map((name) => `${name},`).join('\n')}\n${more}` };
  }
  const made = (mark: string) =>
    under.registry.client.organization.count({ where: { name: { startsWith: `${mark} ` } } });
  const now = (id: string) => under.imports.get(provider, id);
  /** Lets the worker do so many steps, as if it were killed or stopped after them. */
  async function workFor(steps: number) {
    let left = steps + 1;
    return under.worker.run(() => {
      left -= 1;
      return left <= 0;
    });
  }

  it('is all or nothing: a bad row forbids it, and good rows come in one piece', async () => {
    const bad = fileOf(3, 'Elsewhere,Mars/Phobos\n');
    const job = await under.check(provider, 'customers', under.provider.id, bad.file, true);
    await expect(under.imports.apply(provider, job.id)).rejects.toMatchObject({ code: 'fleet.import-bad-rows' });
    const good = fileOf(1_200);
    expect(await under.bring(provider, 'customers', under.provider.id, good.file, true)).toMatchObject({
      status: 'done',
      appliedRows: 1_200,
    });
    expect([await made(bad.mark), await made(good.mark)]).toEqual([0, 1_200]);
  });

  it('seeks each name in an index, also where statistics know nothing of the customers there are', async () => {
    const { clock, provider: place, registry } = under;
    const names = Array.from({ length: 1_000 }, (_, n) => `Sought ${n}`);
    const unsaid = { address: null, contactName: null, contactEmail: null, contactPhone: null, brandingName: null };
    const fields = { ...unsaid, assetLimit: null, language: 'en', timeZone: 'UTC' } as const;
    const customers = names.map((name) => ({ ...fields, name }));
    await new CustomerBatches(registry, clock).add(place.id, customers, clock.now());
    const plan = await planOf(registry, (explaining) =>
      new CustomerBatches(explaining, clock).named(place.id, names.slice(0, 500), false),
    );
    expect(plan).toContain('organization_lower_name');
    expect(plan).not.toContain('organization_parent_id');
  });

  it('is all or nothing also when a row of its last batch goes bad after the check', async () => {
    const { mark, file } = fileOf(700);
    const job = await under.check(provider, 'customers', under.provider.id, file, true);
    await under.addOrganization('customer', under.provider, `${mark} customer 699`);
    await under.addOrganization('customer', under.provider, `${mark} CUSTOMER 699`);
    await under.imports.apply(provider, job.id);
    await under.work();
    const failed = await now(job.id);
    expect(failed).toMatchObject({ status: 'failed', appliedRows: 0 });
    expect(failed.failure).toMatch(/^Row 700 cannot be applied any more: .* Nothing was applied\.$/);
    expect(await made(mark)).toBe(2);
  });

  it.each([1, 2, 3, 4, 5])('goes on after a stop after step %i, and ends as if there had been none', async (steps) => {
    const { mark, file } = fileOf(1_100);
    const { id } = await under.receive(provider, 'customers', under.provider.id, file);
    await workFor(steps);
    await under.work();
    expect(await now(id)).toMatchObject({ status: 'checked', counts: { create: 1_100, bad: 0 } });
    await under.imports.apply(provider, id);
    await workFor(steps);
    await under.work();
    expect(await now(id)).toMatchObject({ status: 'done', appliedRows: 1_100, counts: { create: 1_100 } });
    expect(await made(mark)).toBe(1_100);
  });

  it('stopped in the middle of all or nothing, it has done nothing yet, and is whole after the next run', async () => {
    const { mark, file } = fileOf(1_100);
    const { id } = await under.check(provider, 'customers', under.provider.id, file, true);
    await under.imports.apply(provider, id);
    let asked = 0;
    await under.worker.run(() => {
      asked += 1;
      return asked > 2;
    });
    expect([await made(mark), (await now(id)).status]).toEqual([0, 'applying']);
    await under.work();
    expect([await made(mark), (await now(id)).status]).toEqual([1_100, 'done']);
  });

  it('is left alone while another worker holds it, and taken over when that one is silent for two minutes', async () => {
    const { file } = fileOf(3);
    const { id } = await under.receive(provider, 'customers', under.provider.id, file);
    const heldUntil = new Date(under.clock.now().getTime() + 120_000);
    await under.registry.client.importJob.update({ where: { id }, data: { heldUntil } });
    await under.work();
    expect((await now(id)).status).toBe('checking');
    under.clock.advance(120_001);
    await under.work();
    expect((await now(id)).status).toBe('checked');
  });

  it('is given up when its next rows ended five workers, and says so', async () => {
    const { id } = await under.receive(provider, 'customers', under.provider.id, fileOf(3).file);
    // As if each had been killed in the middle of its first batch.
    const died = { heldUntil: null, attempts: 5 };
    await under.registry.client.importJob.update({ where: { id }, data: { ...died, attempts: 4 } });
    await workFor(1);
    expect(await now(id)).toMatchObject({ status: 'checked' });
    const other = await under.receive(provider, 'customers', under.provider.id, fileOf(3).file);
    await under.registry.client.importJob.update({ where: { id: other.id }, data: died });
    await under.work();
    const failed = await now(other.id);
    expect(failed).toMatchObject({ status: 'failed' });
    expect(failed.failure).toMatch(/^Its next rows failed 5 times; .* Nothing was applied\.$/);
  });

  it('whose upload broke off with its process fails, and says so', async () => {
    const { file } = fileOf(3);
    const { id } = await under.receive(provider, 'customers', under.provider.id, file);
    const heldUntil = new Date(under.clock.now().getTime() - 1);
    await under.registry.client.importJob.update({ where: { id }, data: { status: 'receiving', heldUntil } });
    await under.work();
    expect(await now(id)).toMatchObject({ status: 'failed', failure: expect.stringContaining('Send it again.') });
  });

  it('of which the upload breaks off is not kept', async () => {
    async function* broken() {
      yield Buffer.from('name\nSome customer\n');
      throw new Error('the socket is gone');
    }
    const before = await under.imports.list(provider, { limit: 200 });
    const order = {
      kind: 'customers',
      organizationId: under.provider.id,
      isAllOrNothing: false,
      fileName: null,
    } as const;
    await expect(under.imports.receive(provider, order, broken())).rejects.toThrow('the socket is gone');
    expect(await under.imports.list(provider, { limit: 200 })).toHaveLength(before.length);
  });

  it('stops with a clear failure when its starter loses the right between two batches; what was applied stays', async () => {
    const person = await under.aPerson(under.provider);
    const { mark, file } = fileOf(1_100);
    const job = await under.check(person, 'customers', under.provider.id, file);
    await under.imports.apply(person, job.id);
    await workFor(1);
    const applied = await made(mark);
    await under.registry.client.membership.updateMany({
      where: { personId: person.personId },
      data: { role: 'viewer' },
    });
    await under.work();
    const failed = await now(job.id);
    expect(failed.status).toBe('failed');
    expect(failed.failure).toMatch(/may do this no more.*organization\.create.*up to row \d+ of 1100, stays\.$/);
    expect(await made(mark)).toBe(applied);
    expect(applied).toBeLessThan(1_100);
  });

  it('stops when the API key it was started with is revoked', async () => {
    const at = under.clock.now();
    const id = '01900000-0000-7000-8000-00000000aaaa';
    const data = { id, name: 'ERP', tokenHash: Buffer.from('k'), actions: ['organization.create'] };
    const expiresAt = new Date(at.getTime() + HOUR_MS);
    await under.registry.client.apiKey.create({
      data: { ...data, organizationId: under.provider.id, createdById: provider.personId, createdAt: at, expiresAt },
    });
    const [membership] = provider.memberships;
    if (!membership) throw new Error('The person belongs nowhere.');
    const program = { ...provider, apiKeyId: id, memberships: [{ ...membership, actions: data.actions }] };
    const job = await under.check(program, 'customers', under.provider.id, fileOf(2).file);
    expect(job.status).toBe('checked');
    await under.imports.apply(program, job.id);
    await under.registry.client.apiKey.update({ where: { id }, data: { revokedAt: at } });
    await under.work();
    expect(await now(job.id)).toMatchObject({ status: 'failed', failure: expect.stringContaining('API key') });
  });

  it('applies what the check showed and nothing else: a row that somebody changed since is bad', async () => {
    const { mark, file } = fileOf(2);
    await under.bring(provider, 'customers', under.provider.id, file);
    const change = `name,address\n${mark} customer 0,New Lane 1\n${mark} customer 1,New Lane 2\n`;
    const job = await under.check(provider, 'customers', under.provider.id, change);
    const set = (n: number, address: string) =>
      under.registry.client.organization.updateMany({ where: { name: `${mark} customer ${n}` }, data: { address } });
    await set(0, 'Somebody’s Lane');
    await set(1, 'New Lane 2');
    await under.imports.apply(provider, job.id);
    await under.work();
    const [first, second] = await under.rowsOf(provider, job.id);
    expect(first).toMatchObject({
      outcome: 'bad',
      problems: [{ message: expect.stringContaining('since the check') }],
    });
    expect(second?.outcome).toBe('unchanged');
    expect((await now(job.id)).counts).toEqual({ create: 0, change: 0, unchanged: 1, bad: 1 });
  });

  it('canceled between batches, it does no more; what was applied stays and is said', async () => {
    const { mark, file } = fileOf(1_100);
    const job = await under.check(provider, 'customers', under.provider.id, file);
    await under.imports.apply(provider, job.id);
    await workFor(1);
    const canceled = await under.imports.cancel(provider, job.id);
    await under.work();
    expect(await made(mark)).toBe(canceled.appliedRows);
    expect(await now(job.id)).toMatchObject({ status: 'canceled' });
    const events = await under.identity.audit.list({
      paths: [under.provider.path],
      everything: false,
      actionPrefix: 'import.',
      limit: 3,
    });
    expect(events.map(({ action }) => action)).toEqual([
      'import.canceled',
      'import.applied',
      'import.application-requested',
    ]);
  });
});
