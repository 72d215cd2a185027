/**
 * Certificate revocation lists (RFC 5280 §5): version 2, complete (no deltas), direct (the issuer's own certificates only),
 * with authorityKeyIdentifier and cRLNumber; entries with reasonCode.
 */
import * as der from './der.js';
import { RevocationListInvalidError } from './errors.js';
import { encodePem } from './pem.js';
import { REVOCATION_REASONS, type RevocationReason } from './revocation-reason.js';
import type { SerialNumber } from './serial-number.js';
import type { Signer } from './signer.js';

/** One revoked certificate. */
export interface RevokedCertificate {
  readonly serialNumber: SerialNumber;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

/** What a revocation list says. */
export interface RevocationListContent {
  /** Greater than that of every earlier list of the issuer; 0 to 2^159-1, 20 octets (RFC 5280 §5.2.3). */
  readonly crlNumber: bigint;
  readonly thisUpdate: Date;
  /** When the next list is out at the latest; after `thisUpdate`. */
  readonly nextUpdate: Date;
  /** Any order, each serial number once; may be empty. */
  readonly revoked: readonly RevokedCertificate[];
}

/** A signed revocation list. */
export interface CertificateRevocationList {
  readonly der: Buffer;
  /** Label `X509 CRL` (RFC 7468 §6). */
  readonly pem: string;
}

const VERSION_2 = der.integer(1); // RFC 5280 §5.1.2.1
const CRL_NUMBER = der.objectIdentifier('2.5.29.20'); // RFC 5280 §5.2.3
const REASON_CODE = der.objectIdentifier('2.5.29.21'); // RFC 5280 §5.3.1
const CRL_NUMBER_LIMIT = 1n << 159n; // 20 octets with a clear sign bit (RFC 5280 §5.2.3)

/** Signs a revocation list. It takes some ten microseconds an entry, and the thread is busy meanwhile. */
export function signRevocationList(content: RevocationListContent, signer: Signer): CertificateRevocationList {
  refuseNonsense(content);
  const entries = content.revoked.map(encodeEntry);
  const tbsCertList = der.sequence(
    VERSION_2,
    signer.algorithm,
    signer.name,
    der.time(content.thisUpdate),
    der.time(content.nextUpdate),
    // RFC 5280 §5.1.2.6: without revoked certificates the list MUST be absent, not empty.
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    der.explicit(
      0,
      der.sequence(
        signer.authorityKeyIdentifier,
        der.sequence(CRL_NUMBER, der.octetString(der.integer(content.crlNumber))),
      ),
    ),
  );
  const list = signer.signed(tbsCertList);
  return { der: list, pem: encodePem('X509 CRL', list) };
}

function encodeEntry({ serialNumber, revokedAt, reason }: RevokedCertificate): Buffer {
  const code = REVOCATION_REASONS[reason];
  return der.sequence(
    der.integerFromHex(serialNumber),
    der.time(revokedAt),
    // RFC 5280 §5.3.1: the extension should be absent instead of saying unspecified (0).
    ...(code === 0 ? [] : [der.sequence(der.sequence(REASON_CODE, der.octetString(der.enumerated(code))))]),
  );
}

function refuseNonsense({ crlNumber, thisUpdate, nextUpdate, revoked }: RevocationListContent): void {
  if (crlNumber < 0n || crlNumber >= CRL_NUMBER_LIMIT) {
    throw new RevocationListInvalidError(`crlNumber ${crlNumber} is not within 0 to 2^159-1`);
  }
  if (nextUpdate <= thisUpdate) {
    throw new RevocationListInvalidError(
      `nextUpdate ${nextUpdate.toISOString()} is not after thisUpdate ${thisUpdate.toISOString()}`,
    );
  }
  const distinct = new Set(revoked.map(({ serialNumber }) => serialNumber));
  if (distinct.size < revoked.length) {
    throw new RevocationListInvalidError(`${revoked.length - distinct.size} serial number(s) stand in it twice`);
  }
}
