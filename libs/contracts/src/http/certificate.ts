import { z } from 'zod';
import { timestamp } from './text.js';

/** Serial number of a certificate: 1 to 40 hexadecimal digits, lower case (RFC 5280 §4.1.2.2: at most 20 octets). */
export const certificateSerialNumber = z
  .string()
  .regex(/^[0-9A-Fa-f]{1,40}$/, 'must be the serial number of a certificate: 1 to 40 hexadecimal digits')
  .toLowerCase();

/** `POST /devices/{id}/certificates`; `{}` has the platform make the key. */
export const certificateRequest = z
  .strictObject({
    csr: z
      .string()
      .min(1, 'must not be empty')
      .max(16_384, 'must have at most 16384 characters')
      .optional()
      .describe('PKCS #10 request in PEM (RFC 2986): the device keeps its key. Its subject is not used.'),
    pkcs12Password: z
      .string()
      .min(1, 'must not be empty')
      .max(128, 'must have at most 128 characters')
      .optional()
      .describe('Adds SERIAL.p12, with key and chain in one, under this password (PKCS #12; AES-256, HMAC-SHA-256).'),
  })
  .refine(({ csr, pkcs12Password }) => csr === undefined || pkcs12Password === undefined, {
    path: ['pkcs12Password'],
    message: 'must not stand beside csr: the platform does not have the key that would be bundled',
  })
  .prefault({});
export type CertificateRequest = z.output<typeof certificateRequest>;

/** What a certificate says of itself. */
const certificateFacts = z.object({
  serialNumber: z.string().describe('Lower-case hexadecimal.'),
  notBefore: timestamp,
  notAfter: timestamp,
  fingerprintSha256: z.string().describe('SHA-256 of the DER encoding, lower-case hexadecimal.'),
  keyAlgorithm: z.string().describe('ec-p256 or rsa-2048 where we made the key.'),
});

/** Answer of `POST /devices/{id}/certificates`: the private key is in it and nowhere else (R1-35, R1-36). */
export const issuedCertificate = z
  .object({
    certificate: certificateFacts,
    files: z
      .array(
        z.object({
          name: z.string().describe('SERIAL.key, SERIAL.pem or SERIAL.p12.'),
          content: z.string().describe('PEM text, or base64 where `encoding` says so.'),
          encoding: z.enum(['utf-8', 'base64']),
        }),
      )
      .describe('To be kept in a safe place: they are not shown again.'),
  })
  .meta({ id: 'IssuedCertificate' });
export type IssuedCertificateBody = z.infer<typeof issuedCertificate>;

/** A certificate of a device as its page lists it. */
export const deviceCertificate = certificateFacts
  .extend({
    state: z.enum(['valid', 'expired', 'revoked']),
    issuedAt: timestamp,
    requestedById: z.uuid().nullable(),
    revokedAt: timestamp.nullable(),
    revocationReason: z.string().nullable(),
    pem: z.string().describe('The certificate alone; there is no key in it.'),
  })
  .meta({ id: 'DeviceCertificate' });
export type DeviceCertificateBody = z.infer<typeof deviceCertificate>;

/** `GET /devices/{id}/certificates`, newest first; the latest 100. */
export const deviceCertificateList = z
  .object({ items: z.array(deviceCertificate) })
  .meta({ id: 'DeviceCertificateList' });
export type DeviceCertificateListBody = z.infer<typeof deviceCertificateList>;

/** Reasons a device certificate is revoked for, by their names in RFC 5280 §5.3.1. */
export const revocationReason = z.enum(
  ['unspecified', 'keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation', 'privilegeWithdrawn'],
  'must be unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation or privilegeWithdrawn',
);

/** `POST /certificates/{serialNumber}/revocation`. */
export const revocationRequest = z.strictObject({ reason: revocationReason.default('unspecified') }).prefault({});
export type RevocationRequest = z.output<typeof revocationRequest>;

/** Its answer; a repeated request gets that of the first. */
export const revocationAnswer = z
  .object({ serialNumber: z.string(), revokedAt: timestamp, reason: revocationReason })
  .meta({ id: 'Revocation' });
export type RevocationAnswer = z.infer<typeof revocationAnswer>;
