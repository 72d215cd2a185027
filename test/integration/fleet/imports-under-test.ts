import type { Actor } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { importWorkerOver } from '../../../apps/worker/src/imports.js';
import { startFleetAlone } from './fleet-under-test.js';

/** A fleet with people who have accounts, files for it, and the worker that deals with them. */
export async function startImports() {
  const fleet = await startFleetAlone();
  const { database, registry, clock } = fleet;
  const worker = importWorkerOver({ database, clock });

  /** Somebody with this role there and an account: rights are looked up by it. */
  async function aPerson(
    place: Parameters<typeof fleet.actorIn>[0],
    role: Parameters<typeof fleet.actorIn>[1] = 'admin',
  ) {
    const actor = fleet.actorIn(place, role);
    const at = clock.now();
    const email = `${actor.personId}@people.example`;
    const person = { id: actor.personId, email, firstName: 'A', lastName: 'B', createdAt: at, updatedAt: at };
    await registry.client.person.create({ data: person });
    await registry.client.membership.create({
      data: { organizationId: place.id, personId: actor.personId, role: role ?? 'admin', createdAt: at },
    });
    return actor;
  }

  /** Hands a file in. */
  function receive(
    actor: Actor,
    kind: 'devices' | 'customers' | 'assets' | 'oil-tests',
    organizationId: OrganizationId,
    file: string | Uint8Array,
    isAllOrNothing = false,
  ) {
    const bytes = typeof file === 'string' ? Buffer.from(file) : file;
    const order = { kind, organizationId, isAllOrNothing, fileName: null } as Parameters<
      typeof fleet.fleet.imports.receive
    >[1];
    return fleet.fleet.imports.receive(actor, order, chunksOf(bytes));
  }

  const work = () => worker.run(() => false);
  /** Hands a file in and has it checked. */
  async function check(...[actor, ...file]: Parameters<typeof receive>) {
    const { id } = await receive(actor, ...file);
    await work();
    return fleet.fleet.imports.get(actor, id);
  }
  /** Hands a file in, has it checked and applied. */
  async function bring(...file: Parameters<typeof receive>) {
    const { id } = await check(...file);
    await fleet.fleet.imports.apply(file[0], id);
    await work();
    return fleet.fleet.imports.get(file[0], id);
  }
  const rowsOf = (actor: Actor, jobId: string) =>
    fleet.fleet.imports.rows(actor, { jobId, outcome: undefined, after: 0, limit: 1000 });

  return { ...fleet, imports: fleet.fleet.imports, worker, work, aPerson, receive, check, bring, rowsOf };
}

/** As a socket gives them: cut anywhere. */
async function* chunksOf(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 997) yield bytes.subarray(from, from + 997);
}

export type ImportsUnderTest = Awaited<ReturnType<typeof startImports>>;
