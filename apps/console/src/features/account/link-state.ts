import type { Refusal } from '../../app/refusal';

/** Refusals after which a link opens nothing any more, whatever is typed beside it. */
const ENDED = /^identity\.(link|one-time-link|invitation)-/;

/** Whether a link is expired, replaced, used, withdrawn or wrong. */
export const isLinkEnded = (refusal: Refusal | null): refusal is Refusal =>
  refusal !== null && ENDED.test(refusal.code);
