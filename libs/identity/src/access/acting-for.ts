import { AsyncLocalStorage } from 'node:async_hooks';
import { RequestOrigin } from '../audit/audit.js';
import type { Actor } from './actor.js';

/** Names who is acted for outside of any request, so that the audit trail knows their program and their organization. */
export class ActingFor extends RequestOrigin {
  readonly #storage = new AsyncLocalStorage<Actor>();

  override current(): ReturnType<RequestOrigin['current']> {
    const actor = this.#storage.getStore();
    return actor ? { actor } : {};
  }

  /** Does the work in somebody's name. */
  run<Result>(actor: Actor, work: () => Promise<Result>): Promise<Result> {
    return this.#storage.run(actor, work);
  }
}
