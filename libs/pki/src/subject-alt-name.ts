import { isIP, SocketAddress } from 'node:net';
import { SubjectNotAllowedError } from './errors.js';

/** One name a certificate is valid for (RFC 5280 §4.2.1.6). */
export type SubjectAltName =
  | { readonly type: 'uri'; readonly value: string }
  | { readonly type: 'dns'; readonly value: string }
  | { readonly type: 'ip'; readonly value: string };

/** Longest DNS name in text (RFC 1035 §2.3.4). */
const DNS_MAXIMUM_CHARACTERS = 253;
/** Preferred name syntax (RFC 1034 §3.5, digits first by RFC 1123 §2.1), as RFC 5280 §4.2.1.6 asks; stricter: no wildcards. */
const DNS_NAME = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

/**
 * Makes the name under which clients reach a host: an IP address if it is one, else a DNS name.
 *
 * Equal hosts give equal names: DNS names in lower case, IPv6 in its shortest form, an IPv4 address mapped into IPv6
 * (`::ffff:192.0.2.1`) as the IPv4 address.
 *
 * @throws {SubjectNotAllowedError} neither; wildcards and internationalized names that are not in A-label form included
 */
export function hostAltName(host: string): SubjectAltName {
  const family = isIP(host);
  if (family !== 0) return { type: 'ip', value: canonicalAddress(host, family) };
  const name = host.toLowerCase();
  // A last label of digits would be an address that is none, such as 300.1.1.1.
  if (name.length > DNS_MAXIMUM_CHARACTERS || !DNS_NAME.test(name) || /(^|\.)\d+$/.test(name)) {
    throw new SubjectNotAllowedError(
      host.slice(0, DNS_MAXIMUM_CHARACTERS),
      'a host is an IP address or a DNS name of letters, digits and hyphens, without wildcard',
    );
  }
  return { type: 'dns', value: name };
}

function canonicalAddress(address: string, family: number): string {
  if (family === 4) return address;
  if (address.includes('%'))
    throw new SubjectNotAllowedError(address, 'an address with a zone is known to one machine only');
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(canonical)?.[1];
  if (mapped === undefined && canonical.includes('.')) {
    throw new SubjectNotAllowedError(address, 'IPv4-compatible addresses are no longer in use (RFC 4291 §2.5.5.1)');
  }
  return mapped ?? canonical;
}
