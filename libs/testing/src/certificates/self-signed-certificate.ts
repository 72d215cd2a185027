import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * Makes what any stranger makes at home: a certificate signed with its own key (RFC 5280 §3.2).
 *
 * @param name distinguished name of its subject, which is its issuer too; it may be that of an authority
 * @returns both PEM, the key in PKCS #8
 */
export async function aSelfSignedCertificate(
  name: string,
  validity: { readonly notBefore: Date; readonly notAfter: Date },
): Promise<{ readonly cert: string; readonly key: string }> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    ...validity,
    signingAlgorithm: ALGORITHM,
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cert: certificate.toString('pem'), key };
}
