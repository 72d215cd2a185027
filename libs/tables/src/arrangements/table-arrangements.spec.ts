import type { TableName } from '#libs/contracts/http';
import { type Actor, AuditTrail } from '#libs/identity';
import { Clock, organizationId, personId, UnitOfWork } from '#libs/kernel';
import { TableArrangementStore, TableArrangements } from './table-arrangements.js';

const ida = personId('01900000-0000-7000-8000-000000000001');
const place = organizationId('01900000-0000-7000-8000-000000000002');
const actor: Actor = {
  personId: ida,
  email: 'ida@customer.example',
  sessionId: 'session',
  memberships: [{ organizationId: place, kind: 'customer', path: `/${place}/`, role: 'viewer' }],
};

class Shelf extends TableArrangementStore {
  readonly kept = new Map<string, readonly string[]>();
  override find = async (person: string, table: TableName) => this.kept.get(`${person} ${table}`);
  override lock = this.find;
  override keep = async (person: string, table: TableName, columns: readonly string[]) =>
    void this.kept.set(`${person} ${table}`, columns);
  override forget = async (person: string, table: TableName) => void this.kept.delete(`${person} ${table}`);
}
class Journal extends AuditTrail {
  readonly actions: string[] = [];
  override record = async ({ action }: { action: string }) => void this.actions.push(action);
  override list = async () => [];
  override lastPathOf = async () => undefined;
}
class AtOnce extends UnitOfWork {
  override readonly isInUnitOfWork = true;
  override run = <Result>(work: () => Promise<Result>) => work();
}
class Noon extends Clock {
  override now = () => new Date('2026-11-22T12:00:00Z');
}

function tablesOf(chosen?: readonly string[]) {
  const [shelf, journal] = [new Shelf(), new Journal()];
  if (chosen) shelf.kept.set(`${ida} devices`, chosen);
  return { shelf, journal, tables: new TableArrangements(shelf, new AtOnce(), journal, new Noon()) };
}
const keysOf = (columns: readonly { key: string }[]) => columns.map(({ key }) => key);

describe('a table that changed since its columns were chosen', () => {
  it('R3-21: keeps the choice, without the columns that are no more', async () => {
    const { tables } = tablesOf(['gone', 'name', 'gone too', 'id']);
    const { isArranged, visible, hidden } = await tables.get(actor, 'devices');
    expect([isArranged, keysOf(visible)]).toEqual([true, ['name', 'id']]);
    expect(keysOf(hidden)).toContain('serialNumber');
  });

  it('is as the factory sets it when none of them is left: a table has a column at least', async () => {
    const { visible, isArranged } = await tablesOf(['gone']).tables.get(actor, 'devices');
    expect(isArranged).toBe(false);
    expect(visible.length).toBeGreaterThan(1);
  });
});

describe('what can be exported', () => {
  it('R3-18: what is visible, in the order asked for; what is hidden or unknown is refused, and named', async () => {
    const { tables } = tablesOf(['name', 'id', 'type']);
    expect(keysOf(await tables.exported(actor, 'devices', undefined))).toEqual(['name', 'id', 'type']);
    expect(keysOf(await tables.exported(actor, 'devices', ['type', 'name']))).toEqual(['type', 'name']);
    await expect(tables.exported(actor, 'devices', ['name', 'serialNumber', 'siteId'])).rejects.toMatchObject({
      code: 'fleet.column-hidden',
      details: { hidden: ['serialNumber', 'siteId'], visible: ['name', 'id', 'type'] },
    });
    await expect(tables.exported(actor, 'devices', ['serialNumber', 'color'])).rejects.toMatchObject({
      code: 'fleet.column-unknown',
      details: { unknown: ['color'] },
    });
  });

  it('is any column to a program that names it, in that order; an unknown one is refused with those there are', async () => {
    const { tables } = tablesOf(['name']);
    const program = { ...actor, apiKeyId: 'key' };
    expect(keysOf(await tables.exported(program, 'devices', ['siteId', 'id']))).toEqual(['siteId', 'id']);
    await expect(tables.exported(program, 'devices', ['color'])).rejects.toMatchObject({
      code: 'fleet.column-unknown',
      details: { known: expect.arrayContaining(['siteId', 'id', 'name']) },
    });
  });

  it('is the factory setting to a program: the choice of who made its key is not its own', async () => {
    const { tables } = tablesOf(['siteId']);
    const columns = await tables.exported({ ...actor, apiKeyId: 'key' }, 'devices', undefined);
    expect(keysOf(columns)).not.toContain('siteId');
    expect(columns.every(({ isVisible }) => isVisible)).toBe(true);
  });
});

describe('a choice', () => {
  it('R3-21, R3-22: is kept until the reset, each change told once', async () => {
    const { tables, shelf, journal } = tablesOf();
    await tables.arrange(actor, 'devices', ['name']);
    await tables.arrange(actor, 'devices', ['name']);
    expect(shelf.kept.get(`${ida} devices`)).toEqual(['name']);
    await tables.reset(actor, 'devices');
    await tables.reset(actor, 'devices');
    expect(shelf.kept.size).toBe(0);
    expect(journal.actions).toEqual(['table.arranged', 'table.reset']);
  });

  it('of an unknown column is none, and nothing is kept', async () => {
    const { tables, shelf } = tablesOf(['name']);
    await expect(tables.arrange(actor, 'devices', ['name', '__proto__'])).rejects.toMatchObject({
      code: 'fleet.column-unknown',
    });
    expect(shelf.kept.get(`${ida} devices`)).toEqual(['name']);
  });

  it('is refused to who holds a set of actions without it', async () => {
    const { tables, shelf } = tablesOf();
    const [membership] = actor.memberships;
    const eye: Actor = { ...actor, memberships: membership ? [{ ...membership, actions: ['fleet.read'] }] : [] };
    await expect(tables.arrange(eye, 'devices', ['name'])).rejects.toMatchObject({ code: 'identity.not-allowed' });
    expect(shelf.kept.size).toBe(0);
  });
});
