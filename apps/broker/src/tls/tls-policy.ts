import { constants } from 'node:crypto';
import type { TlsOptions } from 'node:tls';

/**
 * What is spoken: authenticated encryption with forward secrecy (RFC 9325 §4.2), for servers with either key. TLS 1.3 has
 * nothing else; of its suites CCM is left out, too. No CBC, no truncated tags (CCM_8), nothing rarely looked at (ARIA).
 */
const CIPHER_SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
];

/**
 * TLS as devices are met: 1.2 or 1.3, and a client certificate asked for and verified by OpenSSL, but judged by the gate: so
 * that every refusal has a cause in our words.
 *
 * There are no session tickets. Each connection makes a whole handshake, so none comes in on what was true earlier; a
 * ticket would also cost 13 KiB of memory for as long as the session lasts (measured, TLS 1.3).
 */
export const TLS_POLICY = {
  minVersion: 'TLSv1.2',
  ciphers: CIPHER_SUITES.join(':'),
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_TICKET,
  requestCert: true,
  rejectUnauthorized: false,
} as const satisfies TlsOptions;
