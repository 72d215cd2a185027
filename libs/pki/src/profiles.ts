import { CertificateProfile } from './certificate-profile.js';

const DAY_SECONDS = 24 * 60 * 60;
const YEAR_SECONDS = 365 * DAY_SECONDS;

/** The trust anchor: signs issuing authorities and its own revocation list, nothing else. */
export const rootAuthorityProfile = new CertificateProfile({
  name: 'root-authority',
  subject: 'authority',
  lifetimeSeconds: 25 * YEAR_SECONDS, // devices keep it for life and are rarely visited
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  basicConstraints: { cA: true, pathLenConstraint: 1 },
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: false,
});

/** Signs everything that connects. */
export const issuingAuthorityProfile = new CertificateProfile({
  name: 'issuing-authority',
  subject: 'authority',
  lifetimeSeconds: 12 * YEAR_SECONDS, // less than half of the root's, so that it is replaced under the same root
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  basicConstraints: { cA: true, pathLenConstraint: 0 },
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: true,
});

/** A device's operational identity (IEEE 802.1AR LDevID). */
export const deviceProfile = new CertificateProfile({
  name: 'device',
  subject: 'device',
  lifetimeSeconds: 2 * YEAR_SECONDS, // twice the default lease of 12 months (R1-15): a renewed lease finds a living certificate
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: ['clientAuth'],
  basicConstraints: { cA: false },
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: true,
});

/** A listener that devices and people reach. */
export const serverProfile = new CertificateProfile({
  name: 'server',
  subject: 'server',
  lifetimeSeconds: 397 * DAY_SECONDS, // renewed at a start in its last third, of 132 days: a start every four months meets it
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: ['serverAuth'],
  basicConstraints: { cA: false },
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: true,
});

/** A process of the platform, on either end of an internal connection. */
export const serviceProfile = new CertificateProfile({
  name: 'service',
  subject: 'service',
  lifetimeSeconds: 397 * DAY_SECONDS, // as a server's: both are renewed by the same start-up step
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: ['clientAuth', 'serverAuth'],
  basicConstraints: { cA: false },
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: true,
});
