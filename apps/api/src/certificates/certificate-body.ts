import type { CertificateRecord, EnrolledDevice } from '#libs/certificates';
import type { DeviceCertificateBody, IssuedCertificateBody } from '#libs/contracts/http';

/** What is handed out once: the certificate and its files. */
export function issuedBody({ certificate, files }: EnrolledDevice): IssuedCertificateBody {
  return {
    certificate: {
      serialNumber: certificate.serialNumber,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
      fingerprintSha256: certificate.fingerprintSha256,
      keyAlgorithm: certificate.keyAlgorithm,
    },
    files: files.map(({ name, content, encoding }) => ({ name, content, encoding })),
  };
}

/** A certificate as the device's page lists it; revoked counts before expired. */
export function certificateBody(record: CertificateRecord, now: Date): DeviceCertificateBody {
  const { revokedAt, notAfter } = record;
  const state = revokedAt !== null ? 'revoked' : now > notAfter ? 'expired' : 'valid';
  return {
    serialNumber: record.serialNumber,
    notBefore: record.notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    fingerprintSha256: record.fingerprintSha256,
    keyAlgorithm: record.keyAlgorithm,
    state,
    issuedAt: record.issuedAt.toISOString(),
    requestedById: record.requestedById,
    revokedAt: revokedAt?.toISOString() ?? null,
    revocationReason: record.revocationReason,
    pem: record.pem,
  };
}
