import type { DisconnectCode, PlatformEvent } from '#libs/contracts/events';
import type { Sessions } from '../session/sessions.js';
import type { CertificateStatusCache } from './certificate-status-cache.js';

const ENDING: Partial<Record<PlatformEvent<'device.lifecycle-changed'>['lifecycle'], DisconnectCode>> = {
  suspended: 'device-suspended',
  retired: 'device-retired',
};

/** Takes over at once what the other processes say they committed; the reconciliation would find it seconds later. */
export class CertificateStatusChanges {
  constructor(
    private readonly statuses: CertificateStatusCache,
    private readonly sessions: Sessions,
  ) {}

  /** A revocation is for ever, so it counts even before the database has been asked. */
  certificateRevoked({ fingerprintSha256, revokedAt }: PlatformEvent<'certificate.revoked'>): void {
    if (fingerprintSha256 === null) return; // nothing was ever signed under the serial number
    this.statuses.revoke(fingerprintSha256, new Date(revokedAt));
    this.sessions.endOfCertificate(fingerprintSha256, 'certificate-revoked');
  }

  /** Events may overtake one another: what the device is now is asked anew when it connects. */
  lifecycleChanged({ deviceId, lifecycle }: PlatformEvent<'device.lifecycle-changed'>): void {
    this.statuses.forgetDevice(deviceId);
    const cause = ENDING[lifecycle];
    if (cause !== undefined) this.sessions.endOfDevice(deviceId, cause);
  }
}
