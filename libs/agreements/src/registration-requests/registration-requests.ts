import type { NewRegistrationRequest } from '#libs/contracts/http';
import { type Action, type Actor, type AuditTrail, may, requireMay, scopeOf, sees, typedCodeIn } from '#libs/identity';
import { type Clock, type DeviceId, newUuid, type OrganizationId, type UnitOfWork } from '#libs/kernel';
import { RegistrationRequestAnsweredError, RegistrationRequestUnknownError } from './registration-request.errors.js';
import type {
  ReceivedRequest,
  Reception,
  RegistrationRequestStore,
  RequestAnswer,
  RequestSelection,
} from './registration-request.store.js';

/** Requests that wait for one provider at most: nobody reads more, and anybody can send them. */
export const OPEN_REQUESTS = 1_000;

/** What devices and customers ask providers to register (R1-07). */
export class RegistrationRequests {
  constructor(
    private readonly store: RegistrationRequestStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a request for the provider whose key it names; sent again, it takes the place of the open one of the same
   * device.
   *
   * @returns what became of it: for figures of the operator, never for the sender
   */
  receive({ providerKey, ...form }: NewRegistrationRequest, remoteAddress: string): Promise<Reception['outcome']> {
    return this.unitOfWork.run(async () => {
      const key = typedCodeIn(providerKey);
      if (key === undefined) return 'unknown';
      const sentAt = this.clock.now();
      const { serialNumber } = form.device;
      const sent = { id: newUuid(sentAt), key, form, serialNumber, remoteAddress, sentAt };
      const reception = await this.store.keep(sent, OPEN_REQUESTS);
      if (reception.outcome === 'kept')
        await this.audit.record({
          action: 'registration-request.received',
          actorId: null,
          organizationId: reception.providerId,
          subject: { kind: 'registration-request', id: reception.id },
          details: { serialNumber },
        });
      return reception.outcome;
    });
  }

  /** What was sent to the providers the actor sees, newest first. */
  list(actor: Actor, selection: RequestSelection): Promise<readonly ReceivedRequest[]> {
    return this.store.list(scopeOf(actor).paths, selection);
  }

  /** @throws {RegistrationRequestUnknownError} */
  async get(actor: Actor, id: string): Promise<ReceivedRequest> {
    return see(actor, 'fleet.read', await this.store.find(id), () => new RegistrationRequestUnknownError(id));
  }

  /**
   * Answers that it will not be registered.
   *
   * @throws {RegistrationRequestUnknownError | NotAllowedError | RegistrationRequestAnsweredError}
   */
  decline(actor: Actor, id: string, reason: string): Promise<ReceivedRequest> {
    return this.unitOfWork.run(async () => {
      await this.#holdOpen(actor, id, () => new RegistrationRequestUnknownError(id));
      await this.#answer(actor, id, { status: 'declined', reason, deviceId: null });
      return this.get(actor, id);
    });
  }

  /**
   * Notes that a device was registered from it, in the caller's unit of work.
   *
   * @throws {RegistrationRequestUnknownError} it does not exist for the actor, or was sent to another provider
   * @throws {NotAllowedError | RegistrationRequestAnsweredError}
   */
  async fulfill(actor: Actor, id: string, providerId: OrganizationId, deviceId: DeviceId): Promise<void> {
    const unknown = () => new RegistrationRequestUnknownError(id, 'requestId');
    const { owner } = await this.#holdOpen(actor, id, unknown);
    if (owner.id !== providerId) throw unknown();
    await this.#answer(actor, id, { status: 'registered', reason: null, deviceId });
  }

  /** What the actor may do with the request, which they see: register or decline it, as long as it is open. */
  allowed(actor: Actor, { status, owner }: Pick<ReceivedRequest, 'status' | 'owner'>): readonly Action[] {
    return status === 'open' && may(actor, 'registration.create', owner) ? ['registration.create'] : [];
  }

  /** One that stays open until the unit of work ends; one that is hidden is answered before it waits. */
  async #holdOpen(actor: Actor, id: string, unknown: () => Error): Promise<ReceivedRequest> {
    see(actor, 'registration.create', await this.store.find(id), unknown);
    const held = see(actor, 'registration.create', await this.store.lock(id), unknown);
    if (held.status !== 'open') throw new RegistrationRequestAnsweredError(id, held.status);
    return held;
  }

  async #answer(
    actor: Actor,
    id: string,
    answer: Pick<RequestAnswer, 'status' | 'reason' | 'deviceId'>,
  ): Promise<void> {
    await this.store.answer(id, { ...answer, answeredById: actor.personId, answeredAt: this.clock.now() });
    const { owner, form } = await this.get(actor, id);
    const { status, reason, deviceId } = answer;
    await this.audit.record({
      action: `registration-request.${status}`,
      actorId: actor.personId,
      organizationId: owner.id,
      subject: { kind: 'registration-request', id },
      details: { serialNumber: form.device.serialNumber, reason, deviceId },
      before: { status: 'open' },
      after: { status },
    });
  }
}

function see(
  actor: Actor,
  action: Action,
  request: ReceivedRequest | undefined,
  unknown: () => Error,
): ReceivedRequest {
  if (!request || !sees(actor, request.owner)) throw unknown();
  requireMay(actor, action, request.owner);
  return request;
}
