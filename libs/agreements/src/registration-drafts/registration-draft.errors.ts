import { DomainError } from '#libs/kernel';

/** Nobody saved it, it was registered or thrown away, or it is somebody else's. */
export class RegistrationDraftUnknownError extends DomainError<{ draftId: string }> {
  readonly code = 'fleet.registration-draft-unknown';
  readonly kind = 'not-found';

  constructor(draftId: string) {
    super(
      `You have no draft ${draftId}. It may have been registered or thrown away elsewhere; save it as version 0 to keep what you have.`,
      { draftId },
    );
  }
}

/** It was saved elsewhere since it was read. */
export class RegistrationDraftChangedError extends DomainError<{ draftId: string; version: number }> {
  readonly code = 'fleet.registration-draft-changed';
  readonly kind = 'conflict';

  constructor(draftId: string, given: number, version: number) {
    super(
      `Draft ${draftId} is at version ${version}, and version ${given} was changed. Read it anew, or save yours over it as version ${version}.`,
      { draftId, version },
    );
  }
}

/** Somebody has as many drafts as they may. */
export class TooManyRegistrationDraftsError extends DomainError<{ maximum: number }> {
  readonly code = 'fleet.too-many-registration-drafts';
  readonly kind = 'conflict';

  constructor(maximum: number) {
    super(`You have ${maximum} drafts, the most one can have. Register one of them or throw one away first.`, {
      maximum,
    });
  }
}
