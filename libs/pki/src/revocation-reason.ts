/**
 * Why a certificate was revoked, with its CRLReason code (RFC 5280 §5.3.1).
 *
 * Left out: `certificateHold` and `removeFromCRL`, because a suspended device is a state of the device here and its
 * certificate stays as it is; `cACompromise` and `aACompromise`, because authorities are replaced, not listed.
 */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  privilegeWithdrawn: 9,
} as const;

/** Name of a reason as RFC 5280 §5.3.1 writes it. */
export type RevocationReason = keyof typeof REVOCATION_REASONS;
