import { encodeAuthorityKeyIdentifier } from './certificate-extensions.js';
import * as der from './der.js';
import { certifiableKey } from './key-algorithm.js';
import type { PrivateKey } from './private-key.js';

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2')); // no parameters (RFC 5758 §3.2)
const SHA256_WITH_RSA = der.sequence(der.objectIdentifier('1.2.840.113549.1.1.11'), der.nil); // NULL (RFC 4055 §5)

/** Who signs: what goes from the authority into each of its certificates and lists, and the key. */
export class Signer {
  /** AlgorithmIdentifier of its signatures, DER. */
  readonly algorithm: Buffer;
  /** Extension authorityKeyIdentifier, DER. */
  readonly authorityKeyIdentifier: Buffer;
  readonly #privateKey: PrivateKey;

  /**
   * @param name the authority's subject, DER
   * @param subjectKeyIdentifier of the authority
   */
  constructor(
    readonly name: Uint8Array,
    subjectKeyIdentifier: Uint8Array,
    privateKey: PrivateKey,
  ) {
    const { algorithm } = certifiableKey(privateKey.publicKey);
    this.algorithm = algorithm === 'ec-p256' ? ECDSA_WITH_SHA256 : SHA256_WITH_RSA;
    this.authorityKeyIdentifier = encodeAuthorityKeyIdentifier(subjectKeyIdentifier);
    this.#privateKey = privateKey;
  }

  /** Puts the signature to what is to be signed: Certificate (RFC 5280 §4.1) or CertificateList (§5.1), DER. */
  signed(toBeSigned: Uint8Array): Buffer {
    return der.sequence(toBeSigned, this.algorithm, der.bitString(this.#privateKey.signSha256(toBeSigned)));
  }
}
