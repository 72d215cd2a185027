import type { ConnectionRefusalCode } from '#libs/certificates';
import { type FirstConnectionStep, firstConnectionStep } from '#libs/contracts/http';

/** Something that went wrong, as the broker kept it. */
export interface Failure {
  readonly at: Date;
  /** Permanent code. */
  readonly cause: string;
  readonly detail: string;
}

/** What is known of a device since its newest valid certificate was issued. */
export interface FirstConnectionFacts {
  /** When that was; null: it has none. */
  readonly issuedAt: Date | null;
  /** Since when a session is open that began before; null: none is. */
  readonly connectedBefore: Date | null;
  /** Its first session since then. */
  readonly connectedAt: Date | null;
  /** The latest refusal of it, or of a client that names it. */
  readonly refusal: Failure | null;
  /** The latest refusal of a client without a certificate from the address of whoever asks. */
  readonly refusalFromHere: Failure | null;
  /** When its first value was stored. */
  readonly readAt: Date | null;
  /** The latest of its messages of which something could not be stored. */
  readonly rejection: Failure | null;
  /** When it first said where it is. */
  readonly positionAt: Date | null;
  /** Whether a map has a place for it: the position it said, or that of its site. */
  readonly isPlaced: boolean;
}

interface StepTaken {
  readonly step: FirstConnectionStep;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly at: Date | null;
  readonly cause: string | null;
  readonly detail: string | null;
  readonly isAssumed: boolean;
}

/** What a refusal stopped; what comes before it in the order was passed. Null: it stops nothing. */
export const stoppedBy = {
  'connection.too-many-handshakes': 'tls',
  'connection.not-tls': 'tls',
  'connection.tls-version': 'tls',
  'connection.tls-no-common-cipher': 'tls',
  'connection.tls-failed': 'tls',
  'connection.server-not-trusted': 'tls',
  'connection.handshake-timeout': 'tls',
  'connection.handshake-abandoned': 'tls',
  'connection.certificate-proof': 'certificate-accepted',
  'connection.no-certificate': 'certificate-accepted',
  'connection.certificate-foreign': 'certificate-accepted',
  'connection.certificate-expired': 'certificate-accepted',
  'connection.certificate-not-yet-valid': 'certificate-accepted',
  'connection.certificate-unknown': 'certificate-accepted',
  'connection.certificate-not-issued': 'certificate-accepted',
  'connection.certificate-revoked': 'certificate-accepted',
  'connection.certificate-purpose': 'certificate-accepted',
  'connection.device-suspended': 'certificate-accepted',
  'connection.device-retired': 'certificate-accepted',
  'connection.registry-unavailable': 'certificate-accepted',
  'connection.too-many-sessions': 'session',
  'connection.connect-timeout': 'session',
  'connection.protocol-version': 'session',
  'connection.protocol-error': 'session',
  'connection.will-refused': 'session',
  'connection.topic-not-own': 'first-reading',
  'connection.payload-too-large': 'first-reading',
  'connection.overloaded': 'first-reading',
  'connection.subscription-refused': null,
} as const satisfies Record<ConnectionRefusalCode, FirstConnectionStep | null>;

/** Nowhere to be drawn: neither the device nor its site has a position. */
const withoutPlace = {
  cause: 'map.no-place',
  detail:
    'The device has not said where it is, and its site has no position. Give the site one, or let the device send its location.',
};

const order = firstConnectionStep.options;
const isBefore = (step: FirstConnectionStep, other: FirstConnectionStep) => order.indexOf(step) < order.indexOf(other);

/** The seven steps of a new device, each with when it was passed, or why not. */
export function firstConnectionSteps(facts: FirstConnectionFacts): readonly StepTaken[] {
  return order.map((step) => taken(step, facts));
}

function taken(step: FirstConnectionStep, facts: FirstConnectionFacts): StepTaken {
  const { issuedAt, connectedAt, readAt } = facts;
  if (issuedAt === null) return waiting(step);
  if (step === 'certificate-issued') return done(step, issuedAt);
  if (step === 'first-reading' && readAt !== null) return done(step, readAt);
  if (step === 'on-map') return mapped(facts);
  if (connectedAt !== null && step !== 'first-reading') return done(step, connectedAt);
  const { failure, isAssumed } = latestFailure(facts);
  const stopped = failure && stoppedStep(failure.cause);
  if (failure === null || stopped === null || isBefore(stopped, step)) return waiting(step);
  if (step !== stopped) return { ...done(step, failure.at), isAssumed };
  return { step, state: 'failed', at: failure.at, cause: failure.cause, detail: failure.detail, isAssumed };
}

/** What stands in the way now; what was before the session began does no more. */
function latestFailure({ connectedAt, refusal, refusalFromHere, rejection }: FirstConnectionFacts) {
  const since = connectedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const known = [rejection, refusal]
    .filter((failure) => failure !== null && failure.at.getTime() >= since && stoppedStep(failure.cause) !== null)
    .sort((one, other) => (other?.at.getTime() ?? 0) - (one?.at.getTime() ?? 0));
  const [failure = null] = known;
  if (failure !== null || connectedAt !== null) return { failure, isAssumed: false };
  return { failure: refusalFromHere, isAssumed: true };
}

/** Codes of rejected messages are none of refused connections. */
function stoppedStep(cause: string): FirstConnectionStep | null {
  return cause in stoppedBy ? stoppedBy[cause as ConnectionRefusalCode] : 'first-reading';
}

function mapped({ connectedAt, readAt, positionAt, isPlaced }: FirstConnectionFacts): StepTaken {
  if (connectedAt === null) return waiting('on-map');
  if (isPlaced) return done('on-map', positionAt ?? connectedAt);
  // Where it is may be in what it says next.
  if (readAt === null) return waiting('on-map');
  return { step: 'on-map', state: 'failed', at: readAt, ...withoutPlace, isAssumed: false };
}

const waiting = (step: FirstConnectionStep): StepTaken => ({
  step,
  state: 'waiting',
  at: null,
  cause: null,
  detail: null,
  isAssumed: false,
});
const done = (step: FirstConnectionStep, at: Date): StepTaken => ({ ...waiting(step), state: 'done', at });
