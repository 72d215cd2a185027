import { isDeepStrictEqual } from 'node:util';
import { REGISTRATION_DRAFTS, type RegistrationDraftChange } from '#libs/contracts/http';
import { type Actor, requireSomewhere } from '#libs/identity';
import type { Clock, UnitOfWork } from '#libs/kernel';
import {
  RegistrationDraftChangedError,
  RegistrationDraftUnknownError,
  TooManyRegistrationDraftsError,
} from './registration-draft.errors.js';
import type { RegistrationDraft, RegistrationDraftStore } from './registration-draft.store.js';

/** Registration forms people began, each their own, to be continued wherever they sign in. */
export class RegistrationDrafts {
  constructor(
    private readonly store: RegistrationDraftStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * The actor's own, newest first.
   *
   * @throws {NotAllowedError} the actor registers nowhere
   */
  list(actor: Actor): Promise<readonly RegistrationDraft[]> {
    requireSomewhere(actor, 'registration.create');
    return this.store.of(actor.personId);
  }

  /**
   * Saves a draft in the place of the version that was read. Saved again with the same fields, it stays as it is: an answer may
   * have been lost.
   *
   * @throws {NotAllowedError} the actor registers nowhere
   * @throws {RegistrationDraftUnknownError} there is none, and a version other than 0 is to be changed
   * @throws {RegistrationDraftChangedError} it was saved elsewhere since it was read
   * @throws {TooManyRegistrationDraftsError}
   */
  save(actor: Actor, id: string, { version, fields }: RegistrationDraftChange): Promise<RegistrationDraft> {
    requireSomewhere(actor, 'registration.create');
    return this.unitOfWork.run(async () => {
      const drafts = await this.store.lock(actor.personId);
      const before = drafts.find((draft) => draft.id === id);
      if (!before && version !== 0) throw new RegistrationDraftUnknownError(id);
      if (!before && drafts.length >= REGISTRATION_DRAFTS)
        throw new TooManyRegistrationDraftsError(REGISTRATION_DRAFTS);
      if (before && before.version !== version) {
        if (isDeepStrictEqual({ ...before.fields }, { ...fields })) return before;
        throw new RegistrationDraftChangedError(id, version, before.version);
      }
      const draft = { id, version: version + 1, fields, updatedAt: this.clock.now() };
      await this.store.keep(actor.personId, draft);
      return draft;
    });
  }

  /**
   * Throws a draft away.
   *
   * @throws {NotAllowedError} the actor registers nowhere
   * @throws {RegistrationDraftUnknownError} there is none
   */
  async forget(actor: Actor, id: string): Promise<void> {
    requireSomewhere(actor, 'registration.create');
    if (!(await this.store.forget(actor.personId, id))) throw new RegistrationDraftUnknownError(id);
  }
}
