import { DomainError } from '#libs/kernel';

/** Nobody saved it, it was deleted, or it is not for whoever asks. */
export class ViewUnknownError extends DomainError<{ viewId: string }> {
  readonly code = 'fleet.view-unknown';
  readonly kind = 'not-found';

  constructor(viewId: string) {
    super(`You have no view ${viewId} of this list. List your views and choose one of them.`, { viewId });
  }
}

/** A person's views of a list each have a name of their own. */
export class ViewNameTakenError extends DomainError<{ field: string; name: string }> {
  readonly code = 'fleet.view-name-taken';
  readonly kind = 'conflict';

  constructor(name: string) {
    super(`You have a view ${JSON.stringify(name)} of this list already. Replace that one, or choose another name.`, {
      field: 'name',
      name,
    });
  }
}

/** As many views are kept of a list as can be, of one person or shared with one organization. */
export class TooManyViewsError extends DomainError<{ maximum: number }> {
  readonly code = 'fleet.too-many-views';
  readonly kind = 'conflict';

  constructor(of: 'own' | 'shared', maximum: number) {
    super(
      of === 'own'
        ? `You have ${maximum} views of this list, the most one can have. Delete one of them first.`
        : `${maximum} views of this list are shared with that organization, the most it can have. Delete one of them first.`,
      { maximum },
    );
  }
}
