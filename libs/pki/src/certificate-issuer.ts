import type { Certificate } from './certificate.js';
import type { IssuingConditions } from './certificate-draft.js';
import type { ReservedSerialNumber } from './certificate-ledger.js';
import type { IssuedCertificate } from './issued-certificate.js';
import type { CertificateRevocationList, RevocationListContent } from './revocation-list.js';

/** An authority that signs. A port, so that its key may live elsewhere than in this process. */
export abstract class CertificateIssuer implements IssuingConditions {
  /** Its own certificate. */
  abstract readonly certificate: Certificate;
  abstract readonly pathLenConstraint: number | undefined;
  /** Its own certificate first, each followed by the one that signed it, the root last. */
  abstract readonly chain: readonly Certificate[];

  /** Signs what was drawn up and reserved, exactly and once. */
  abstract sign(reserved: ReservedSerialNumber): Promise<IssuedCertificate>;

  /**
   * Signs a list of this authority's revoked certificates.
   *
   * @throws {RevocationListInvalidError} see `RevocationListContent`
   */
  abstract signRevocationList(content: RevocationListContent): Promise<CertificateRevocationList>;
}
