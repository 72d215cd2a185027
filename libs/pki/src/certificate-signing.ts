/**
 * Puts a Certificate together (RFC 5280 §4.1): TBSCertificate of version 3 with extensions, ECDSA or RSA signature by
 * SHA-256. Left out: unique identifiers, which RFC 5280 §4.1.2.8 tells authorities not to use.
 */
import type { CertificateDraft } from './certificate-draft.js';
import { encodeExtensions } from './certificate-extensions.js';
import { type ReservedSerialNumber, takeOnce } from './certificate-ledger.js';
import * as der from './der.js';
import { encodeCommonName } from './distinguished-name.js';
import { IssuedCertificate } from './issued-certificate.js';
import { keyIdentifier } from './key-identifier.js';
import type { SerialNumber } from './serial-number.js';
import type { Signer } from './signer.js';

const VERSION_3 = der.explicit(0, der.integer(2)); // RFC 5280 §4.1.2.1

/** Signs a reserved draft, once. */
export function signCertificate(reserved: ReservedSerialNumber, signer: Signer): IssuedCertificate {
  takeOnce(reserved);
  const tbsCertificate = encodeTbsCertificate(reserved.serialNumber, reserved.draft, signer);
  return IssuedCertificate.of(signer.signed(tbsCertificate), reserved.draft.profile.name);
}

function encodeTbsCertificate(serialNumber: SerialNumber, draft: CertificateDraft, signer: Signer): Buffer {
  const extensions = encodeExtensions(draft.profile, {
    subjectKeyIdentifier: keyIdentifier(draft.publicKey),
    authorityKeyIdentifier: signer.authorityKeyIdentifier,
    subjectAltNames: draft.subject.subjectAltNames,
  });
  return der.sequence(
    VERSION_3,
    der.integerFromHex(serialNumber),
    signer.algorithm,
    signer.name,
    der.sequence(der.time(draft.notBefore), der.time(draft.notAfter)),
    encodeCommonName(draft.subject.commonName),
    draft.key.subjectPublicKeyInfo,
    der.explicit(3, der.sequence(...extensions)),
  );
}
