import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CredentialsError } from '../errors.js';

/** What a device proves its identity with, and whom it trusts; from the two files a customer downloads (R1-35, R1-37). */
export interface Credentials {
  /** PEM; never shown. */
  readonly key: string;
  /** The `.pem` file: device certificate, issuing authority, root. */
  readonly chain: string;
  /** The self-signed certificates of the chain, PEM: the only ones a broker's certificate may go back to. */
  readonly trustAnchors: readonly string[];
  /** Subject CN of the device certificate, which is the device's id. */
  readonly deviceId: string;
  readonly notAfter: Date;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Reads a device's `.key` and `.pem`.
 *
 * @throws {CredentialsError} a file cannot be read, is no PEM of its kind, or the two do not belong together
 */
export function readCredentials(keyFile: string, pemFile: string): Credentials {
  const chain = contentOf(pemFile);
  const certificates = (chain.match(CERTIFICATE) ?? []).map((pem) => certificateFrom(pem, pemFile));
  const [own] = certificates;
  if (own === undefined)
    throw new CredentialsError(pemFile, 'holds no certificate; the .pem file of the device is wanted.');
  const key = contentOf(keyFile);
  if (!own.checkPrivateKey(privateKeyFrom(key, keyFile))) {
    throw new CredentialsError(
      keyFile,
      `is not the key of the certificate in ${pemFile}; take both from one download.`,
    );
  }
  const trustAnchors = certificates.filter((one) => one.checkIssued(one)).map(String);
  if (trustAnchors.length === 0) {
    throw new CredentialsError(
      pemFile,
      'holds no root certificate to trust the broker by; take the file as downloaded.',
    );
  }
  return { key, chain, trustAnchors, deviceId: commonNameOf(own, pemFile), notAfter: new Date(own.validTo) };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CredentialsError(file, `cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

function certificateFrom(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new CredentialsError(file, 'holds a damaged certificate; download it again.', { cause });
  }
}

function privateKeyFrom(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new CredentialsError(file, 'holds no private key that can be read; the .key file of the device is wanted.', {
      cause,
    });
  }
}

function commonNameOf(certificate: X509Certificate, file: string): string {
  const name = /^CN=(.+)$/m.exec(certificate.subject)?.[1];
  if (name === undefined) throw new CredentialsError(file, 'holds a certificate without a name (subject CN).');
  return name;
}
