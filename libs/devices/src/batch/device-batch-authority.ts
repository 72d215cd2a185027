import type { ActingFor, Actor, Actors } from '#libs/identity';
import type { DeviceBatch } from './device-batch.js';

/** Why a batch goes on no more. */
export class BatchAbandonedError extends Error {}

/** In whose name a batch acts: whoever started it, with what they may do at this moment. */
export class DeviceBatchAuthority {
  constructor(
    private readonly actors: Actors,
    private readonly actingFor: ActingFor,
  ) {}

  /** @throws {BatchAbandonedError} the account is gone, or the key was revoked or has expired */
  async run<Result>(
    { createdById, apiKeyId }: DeviceBatch,
    now: Date,
    work: (actor: Actor) => Promise<Result>,
  ): Promise<Result> {
    const actor = await this.actors.find({ personId: createdById, apiKeyId }, now);
    if (!actor) throw new BatchAbandonedError('The account or the API key it was started with works no more.');
    return this.actingFor.run(actor, () => work(actor));
  }
}
