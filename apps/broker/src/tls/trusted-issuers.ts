import { X509Certificate } from 'node:crypto';

/**
 * The authorities clients are verified by, to be asked again where OpenSSL has told half of what it found: of several
 * problems it keeps the last, and a stranger's certificate that has expired looks like one of ours.
 */
export class TrustedIssuers {
  readonly #certificates: readonly X509Certificate[];

  /** @param pem one certificate or several, one after the other */
  constructor(pem: string) {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    this.#certificates = blocks.map((block) => new X509Certificate(block));
  }

  /** Whether one of them signed the certificate (RFC 5280 §6.1.3 (a)(1)); its names and times are not looked at. */
  signed(certificate: X509Certificate): boolean {
    return this.#certificates.some((issuer) => {
      try {
        return certificate.verify(issuer.publicKey);
      } catch {
        return false; // made by an algorithm the issuer's key has nothing to do with
      }
    });
  }
}
