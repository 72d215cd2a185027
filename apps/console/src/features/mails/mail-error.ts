/** Why a mail did not go out, as far as what was noted tells. */
export type MailError =
  | 'address'
  | 'full'
  | 'refused'
  | 'spam'
  | 'sign-in'
  | 'size'
  | 'later'
  | 'certificate'
  | 'away'
  | 'link-ended'
  | 'broken-off'
  | 'other';

/** The first that fits counts: enhanced status codes (RFC 3463 §3) say more than the three digits before them (RFC 5321 §4.2). */
const known: readonly (readonly [RegExp, MailError])[] = [
  [/^The link in it ended/, 'link-ended'],
  [/^Nobody noted how/, 'broken-off'],
  [/\b[45]\.1\.\d+\b/, 'address'],
  [/\b[45]\.2\.2\b|\b[45]52\b/, 'full'],
  [/\b[45]\.3\.4\b/, 'size'],
  [/\b[45]\.7\.8\b|\b53[045]\b/, 'sign-in'],
  [/\b[45]\.7\.\d+\b/, 'spam'],
  [/certificate|self.signed|CERT_|\bTLS\b/i, 'certificate'],
  [/ECONN|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|timed? ?out|not be reached|does not answer|closed/i, 'away'],
  [/\b55[013]\b/, 'address'],
  [/\b5\d\d\b/, 'refused'],
  [/\b4\d\d\b/, 'later'],
];

/** What an error noted in the outbox means for whoever has to mend it. */
export const meaningOf = (lastError: string): MailError =>
  known.find(([pattern]) => pattern.test(lastError))?.[1] ?? 'other';
