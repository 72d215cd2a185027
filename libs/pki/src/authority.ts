import type { Clock } from '#libs/kernel';
import { draftCertificate } from './certificate-draft.js';
import type { CertificateLedger } from './certificate-ledger.js';
import { signCertificate } from './certificate-signing.js';
import { CertificateSubject } from './certificate-subject.js';
import { encodeCommonName } from './distinguished-name.js';
import type { IssuedCertificate } from './issued-certificate.js';
import { keyIdentifier } from './key-identifier.js';
import type { PrivateKey } from './private-key.js';
import { rootAuthorityProfile } from './profiles.js';
import { randomSerialNumber } from './serial-number.js';
import { Signer } from './signer.js';

/**
 * Issues the certificate of a new root to itself.
 *
 * An issuing authority below it is issued like everything else: `Issuance` with the root as issuer and
 * `issuingAuthorityProfile`.
 *
 * @param commonName see `CertificateSubject.authority`
 * @param privateKey of the root; P-256, or RSA
 * @returns the certificate, already recorded
 */
export async function issueRootCertificate(
  commonName: string,
  privateKey: PrivateKey,
  ledger: CertificateLedger,
  clock: Clock,
): Promise<IssuedCertificate> {
  const { publicKey } = privateKey;
  const order = { subject: CertificateSubject.authority(commonName), publicKey };
  const draft = draftCertificate(rootAuthorityProfile, order, undefined, clock.now());
  const reserved = await ledger.reserve(randomSerialNumber(), draft);
  const signer = new Signer(encodeCommonName(commonName), keyIdentifier(publicKey), privateKey);
  const certificate = signCertificate(reserved, signer);
  await ledger.record(certificate);
  return certificate;
}
