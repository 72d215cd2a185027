import { newUuid, systemClock } from '#libs/kernel';
import { deviceBatchWorkerOver } from '../../../apps/worker/src/device-batches.js';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

const unheard = { announce: () => undefined };

const path = '/device-batches';

describe('batches of devices over HTTP', () => {
  let api: FleetApi;
  let provider: { id: string; token: string };
  let work: () => Promise<unknown>;
  beforeAll(async () => {
    api = await startFleetApi();
    provider = await api.aProvider();
    const worker = deviceBatchWorkerOver({ database: api.database, clock: systemClock, announcements: unheard });
    work = () => worker.run(() => false);
  }, 120_000);
  afterAll(() => api.stop());

  /** One with a certificate, so that it can be suspended. */
  async function anActiveDevice(of = provider) {
    const { device, organization, token } = await api.aDevice(of);
    await api.post(`/devices/${device.id}/certificates`, token, {});
    return { id: device.id as string, serialNumber: device.serialNumber as string, organization, token };
  }
  const start = (body: object, token = provider.token, key?: string) =>
    api.post(path, token, body, key === undefined ? {} : { 'idempotency-key': key });
  const suspend = { kind: 'suspend', reason: 'Invoice 4711 is open.' };
  const rowsOf = async (id: string, token = provider.token, query = '') =>
    (await api.get(`${path}/${id}/rows${query}`, token)).body.items;
  const lifecycleOf = async (id: string) => (await api.get(`/devices/${id}`, api.operatorToken)).body.lifecycle;

  it('do to each device what the operation on one does, and undo it for those that were changed', async () => {
    const [one, other] = [await anActiveDevice(), await anActiveDevice()];
    const started = await start({ ids: [one.id, other.id, one.id], action: suspend });
    expect(started).toMatchObject({
      status: 202,
      body: { status: 'running', total: 2, filter: null, action: suspend },
    });
    await work();
    const { body } = await api.get(`${path}/${started.body.id}`, provider.token);
    expect(body).toMatchObject({ status: 'done', devices: { done: 2, unchanged: 0, refused: 0 }, failure: null });
    expect(await lifecycleOf(one.id)).toBe('suspended');
    expect(await rowsOf(started.body.id)).toMatchObject([
      { number: 1, deviceId: one.id, serialNumber: one.serialNumber, outcome: 'done', problem: null },
      { number: 2, deviceId: other.id, serialNumber: other.serialNumber, outcome: 'done', problem: null },
    ]);
    const undone = await start({ batchId: started.body.id, action: { kind: 'resume' } });
    expect(undone.body.total).toBe(2);
    await work();
    expect([await lifecycleOf(one.id), await lifecycleOf(other.id)]).toEqual(['active', 'active']);
    const { body: list } = await api.get(path, provider.token);
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([undone.body.id, started.body.id]);
  });

  it('assign, take back, revoke and retire as the operations on one device do, and tell where there was nothing to do', async () => {
    const device = await anActiveDevice();
    const bare = await api.aDevice(provider);
    const ids = [device.id, bare.device.id as string];
    const outcomesOf = async (action: object) => {
      const { body, status } = await start({ ids, action });
      expect(status).toBe(202);
      await work();
      return (await rowsOf(body.id)).map(({ outcome }: { outcome: string }) => outcome);
    };
    const certificates = async () =>
      (await api.get(`/devices/${device.id}/certificates`, api.operatorToken)).body.items.map(
        ({ state, revocationReason }: { state: string; revocationReason: string }) => [state, revocationReason],
      );
    expect(await outcomesOf({ kind: 'revoke-certificates', reason: 'superseded' })).toEqual(['done', 'unchanged']);
    expect(await certificates()).toEqual([['revoked', 'superseded']]);
    const organizationId = device.organization.id as string;
    expect(await outcomesOf({ kind: 'assign', organizationId, note: 'Order 4711' })).toEqual(['unchanged', 'done']);
    expect((await api.get(`/devices/${bare.device.id}`, device.token)).body.organizationId).toBe(organizationId);
    expect(await outcomesOf({ kind: 'take-back' })).toEqual(['done', 'done']);
    expect((await api.get(`/devices/${device.id}`, provider.token)).body.organizationId).toBe(provider.id);
    expect(await outcomesOf({ kind: 'retire', reason: 'Scrapped' })).toEqual(['done', 'done']);
    expect([await lifecycleOf(device.id), await lifecycleOf(bare.device.id)]).toEqual(['retired', 'retired']);
    const again = await start({ ids, action: { kind: 'retire', reason: 'Scrapped' } });
    await work();
    expect(await rowsOf(again.body.id)).toMatchObject([
      { outcome: 'refused', problem: { code: 'fleet.lifecycle-transition', params: { lifecycle: 'retired' } } },
      { outcome: 'refused' },
    ]);
    const nowhere = await start({ ids, action: { kind: 'assign', organizationId: newUuid(new Date()) } });
    expect(nowhere).toMatchObject({
      status: 404,
      body: { code: 'identity.organization-unknown', errors: [{ path: 'action.organizationId' }] },
    });
  });

  it('tag devices and take tags off, by which lists find them, and leave what was so', async () => {
    const device = await anActiveDevice();
    const other = await anActiveDevice();
    const outcomesOf = async (ids: readonly string[], action: object, token = provider.token) => {
      const { body } = await start({ ids, action }, token);
      await work();
      const rows = await rowsOf(body.id, token);
      return rows.map(({ outcome, problem }: { outcome: string; problem: { code: string } | null }) =>
        problem === null ? outcome : problem.code,
      );
    };
    const both = [device.id, other.id];
    const tagsOf = async (id: string) => (await api.get(`/devices/${id}`, provider.token)).body.tags;
    expect(await outcomesOf([device.id], { kind: 'tag', tags: ['Żółw', 'Hall 7'] }, device.token)).toEqual(['done']);
    expect(await outcomesOf(both, { kind: 'tag', tags: ['ŻÓŁW', 'żółw'] })).toEqual(['unchanged', 'done']);
    expect([await tagsOf(device.id), await tagsOf(other.id)]).toEqual([['Hall 7', 'Żółw'], ['żółw']]);
    const found = async (query: string) =>
      (await api.get(`/devices?${query}`, provider.token)).body.items.map(({ id }: { id: string }) => id).sort();
    expect(await found(`tag=${encodeURIComponent('żÓłw')}`)).toEqual([...both].sort());
    expect(await found(`tag=hall%207&q=${device.serialNumber}`)).toEqual([device.id]);
    expect(await found(`tag=hall%207&q=${other.serialNumber}`)).toEqual([]);
    expect(await outcomesOf(both, { kind: 'untag', tags: ['hall 7'] })).toEqual(['done', 'unchanged']);
    const many = Array.from({ length: 20 }, (_, n) => `Tag ${n}`);
    expect(await outcomesOf([device.id], { kind: 'tag', tags: many })).toEqual(['fleet.too-many-tags']);
    const patched = await api.ask('PATCH', `/devices/${device.id}`, device.token, { tags: ['Only'] });
    expect(patched.body.tags).toEqual(['Only']);
    // Whoever gets it next reads nothing of the customer it left.
    expect(await outcomesOf([device.id], { kind: 'take-back' })).toEqual(['done']);
    expect(await tagsOf(device.id)).toEqual([]);
    for (const tags of [[], ['x'.repeat(41)], ['two\nlines'], [...many, 'One more']])
      expect((await start({ ids: both, action: { kind: 'tag', tags } })).status).toBe(400);
  });

  it('leave an event for the batch and one for each device, as the operation on one does', async () => {
    const device = await anActiveDevice();
    const { body } = await start({ ids: [device.id], action: suspend });
    await work();
    const events = await api.database.registry.client.auditEvent.findMany({
      where: { subjectId: { in: [device.id, body.id] }, action: { in: ['device.suspended', 'device-batch.started'] } },
      orderBy: { id: 'asc' },
    });
    expect(events).toMatchObject([
      { action: 'device-batch.started', organizationId: provider.id, details: { action: suspend, devices: 1 } },
      { action: 'device.suspended', organizationId: device.organization.id, details: { reason: suspend.reason } },
    ]);
    expect(events[1]?.onBehalfOfId).toBe(provider.id);
  });

  it('tell of a device that cannot be dealt with by code and values, and deal with the others', async () => {
    const stranger = await anActiveDevice(await api.aProvider('South Power'));
    const fresh = await api.aDevice(provider);
    const good = await anActiveDevice();
    const absent = newUuid(new Date());
    const { body } = await start({ ids: [stranger.id, absent, fresh.device.id, good.id], action: suspend });
    await work();
    expect((await api.get(`${path}/${body.id}`, provider.token)).body.devices).toEqual({
      done: 1,
      unchanged: 0,
      refused: 3,
    });
    const refused = await rowsOf(body.id, provider.token, '?outcome=refused');
    // A device of others answers as one that does not exist.
    expect(refused.slice(0, 2)).toMatchObject([
      { deviceId: stranger.id, serialNumber: null, problem: { code: 'fleet.device-unknown' } },
      { deviceId: absent, serialNumber: null, problem: { code: 'fleet.device-unknown' } },
    ]);
    expect(refused[2]).toMatchObject({
      serialNumber: fresh.device.serialNumber,
      problem: { code: 'fleet.lifecycle-transition', params: { lifecycle: 'registered', event: 'suspend' } },
    });
    expect(await lifecycleOf(stranger.id)).toBe('active');
    const file = await api.get(`${path}/${body.id}/refused-devices.csv`, provider.token);
    const lines = String(file.body).trim().split('\r\n');
    expect(lines[0]).toBe('serialNumber,deviceId,code,problem');
    expect(lines[3]).toContain(`${fresh.device.serialNumber},${fresh.device.id},fleet.lifecycle-transition`);
    expect(lines).toHaveLength(4);
  });

  it('mean the devices a filter finds when they are made, and no others later', async () => {
    const first = await anActiveDevice();
    const filter = { organizationId: first.organization.id, lifecycle: 'active' };
    const { body } = await start({ filter, action: suspend });
    expect(body).toMatchObject({ total: 1, filter: { ...filter, lifecycle: ['active'] } });
    await api.database.registry.client.device.update({
      where: { id: (await anActiveDevice()).id },
      data: { organizationId: first.organization.id },
    });
    await work();
    expect((await rowsOf(body.id)).map(({ deviceId }: { deviceId: string }) => deviceId)).toEqual([first.id]);
    const again = await start({ filter: { ...filter, q: 'NOTHING-LIKE-IT' }, action: suspend });
    expect([again.status, again.body.code]).toEqual([400, 'fleet.device-batch-empty']);
  });

  it('ask each time what whoever started them may do then', async () => {
    const device = await anActiveDevice();
    const token = await api.join(provider.id, 'admin', api.operatorToken);
    const { body } = await start({ ids: [device.id], action: suspend }, token);
    const personId: string = (await api.get('/me', token)).body.id;
    await api.database.registry.client.membership.updateMany({ where: { personId }, data: { role: 'viewer' } });
    await work();
    expect(await rowsOf(body.id, token)).toMatchObject([
      { outcome: 'refused', serialNumber: device.serialNumber, problem: { code: 'identity.not-allowed' } },
    ]);
    expect(await lifecycleOf(device.id)).toBe('active');
  });

  it('are made once, however often the same request comes', async () => {
    const device = await anActiveDevice();
    const key = newUuid(new Date());
    const first = await start({ ids: [device.id], action: suspend }, provider.token, key);
    const second = await start({ ids: [device.id], action: suspend }, provider.token, key);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('are canceled for the rest, and what was done stays', async () => {
    const device = await anActiveDevice();
    const { body } = await start({ ids: [device.id], action: suspend });
    const canceled = await api.ask('DELETE', `${path}/${body.id}`, provider.token);
    expect(canceled).toMatchObject({ status: 200, body: { status: 'canceled' } });
    await work();
    expect(await lifecycleOf(device.id)).toBe('active');
    const { body: done } = await start({ ids: [device.id], action: suspend });
    await work();
    const late = await api.ask('DELETE', `${path}/${done.id}`, provider.token);
    expect([late.status, late.body.code]).toEqual([409, 'fleet.device-batch-ended']);
  });

  it('are read by whoever started them alone, and started by whoever may do it to some device', async () => {
    const device = await anActiveDevice();
    const { body } = await start({ ids: [device.id], action: suspend });
    const colleague = await api.join(provider.id, 'admin', api.operatorToken);
    for (const ask of [
      api.get(`${path}/${body.id}`, colleague),
      api.get(`${path}/${body.id}/rows`, colleague),
      api.ask('DELETE', `${path}/${body.id}`, colleague),
      start({ batchId: body.id, action: { kind: 'resume' } }, colleague),
    ])
      expect((await ask).body.code).toBe('fleet.device-batch-unknown');
    const customer = await start({ ids: [device.id], action: suspend }, device.token);
    expect([customer.status, customer.body.code]).toEqual([403, 'identity.not-allowed']);
    const both = await start({ ids: [device.id], filter: {}, action: suspend });
    expect([both.status, both.body.code]).toEqual([400, 'request.invalid']);
  });
});
