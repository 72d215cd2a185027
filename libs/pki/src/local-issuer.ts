import type { Certificate } from './certificate.js';
import { decodeAuthorityExtensions } from './certificate-extensions.js';
import { CertificateIssuer } from './certificate-issuer.js';
import type { ReservedSerialNumber } from './certificate-ledger.js';
import { signCertificate } from './certificate-signing.js';
import type { IssuedCertificate } from './issued-certificate.js';
import type { PrivateKey } from './private-key.js';
import { type CertificateRevocationList, type RevocationListContent, signRevocationList } from './revocation-list.js';
import { Signer } from './signer.js';

/** An issuer whose key is in this process's memory. */
export class LocalIssuer extends CertificateIssuer {
  readonly certificate: Certificate;
  readonly chain: readonly Certificate[];
  readonly pathLenConstraint: number | undefined;
  readonly #signer: Signer;

  /**
   * @param chain the authority's own certificate first, each followed by the one that signed it, the root last
   * @param privateKey of the first certificate
   * @throws {TypeError} the certificates do not follow from each other, the first is no authority's, or the key is another's
   */
  constructor(chain: readonly [Certificate, ...Certificate[]], privateKey: PrivateKey) {
    super();
    const [certificate] = chain;
    const { subject, subjectKeyIdentifier, pathLenConstraint } = decodeAuthorityExtensions(certificate.der);
    if (!certificate.cA || !subjectKeyIdentifier) {
      throw new TypeError(`Certificate ${certificate.serialNumber} is not an authority's: it cannot sign others.`);
    }
    if (!certificate.belongsTo(privateKey)) {
      throw new TypeError(`The private key does not belong to authority certificate ${certificate.serialNumber}.`);
    }
    chain.forEach((each, index) => {
      const issuer = chain[index + 1] ?? each;
      if (!each.isIssuedBy(issuer)) {
        throw new TypeError(`Authority certificate ${each.serialNumber} is not signed by ${issuer.serialNumber}.`);
      }
    });
    this.certificate = certificate;
    this.chain = Object.freeze([...chain]);
    this.pathLenConstraint = pathLenConstraint;
    this.#signer = new Signer(subject, subjectKeyIdentifier, privateKey);
  }

  async sign(reserved: ReservedSerialNumber): Promise<IssuedCertificate> {
    const issuer = reserved.draft.issuer;
    if (issuer?.fingerprintSha256 !== this.certificate.fingerprintSha256) {
      throw new TypeError(`Serial number ${reserved.serialNumber} was drawn up for another issuer.`);
    }
    const issued = signCertificate(reserved, this.#signer);
    // A fault while signing can give the key away (RFC 6979 §1, Bellcore attack): what does not verify never leaves.
    if (!issued.isIssuedBy(this.certificate)) {
      throw new Error(`Certificate ${issued.serialNumber} does not verify under its issuer; it is withheld.`);
    }
    return issued;
  }

  async signRevocationList(content: RevocationListContent): Promise<CertificateRevocationList> {
    return signRevocationList(content, this.#signer);
  }
}
