import type { RefusedConnection } from '#libs/certificates';
import type { ConnectionAttemptBody } from '#libs/contracts/http';

/** A refused connection as the API tells it. */
export function attemptBody(attempt: RefusedConnection): ConnectionAttemptBody {
  const { subject, issuer, serialNumber, fingerprintSha256 } = attempt;
  return {
    id: attempt.id,
    at: attempt.at.toISOString(),
    remoteAddress: attempt.remoteAddress,
    cause: attempt.cause,
    detail: attempt.detail,
    presented: { subject, issuer, serialNumber, fingerprintSha256 },
  };
}
