import type { X509Certificate } from 'node:crypto';
import type { PresentedCertificate } from '#libs/certificates';
import { holderNames } from './holder-names.js';

/** Longest distinguished name that is kept, characters. */
const NAME_LENGTH = 512;
/** Serial numbers have at most 20 octets (RFC 5280 §4.1.2.2); foreign ones are cut. */
const SERIAL_DIGITS = 64;

/** What a client's certificate says of itself. Nothing of it is believed but the fingerprint. */
export function presentedCertificate(certificate: X509Certificate): PresentedCertificate {
  return {
    fingerprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serialNumber: canonicalSerialNumber(certificate.serialNumber),
    names: holderNames(certificate),
  };
}

/** Lower case, whole octets, no leading zero octets: as the registry writes it. */
function canonicalSerialNumber(digits: string): string {
  const shortest = digits.toLowerCase().replace(/^0+(?=.)/, '');
  return (shortest.length % 2 === 0 ? shortest : `0${shortest}`).slice(0, SERIAL_DIGITS);
}

/** Node writes one attribute a line, the most general first; RFC 4514 §2.1 has them in one line, the other way round. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(',').slice(0, NAME_LENGTH);
}
