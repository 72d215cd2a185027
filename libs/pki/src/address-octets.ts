import { isIPv4 } from 'node:net';

const IPV6_GROUPS = 8;

/**
 * Octets of an IP address, 4 or 16, in network order (RFC 791, RFC 4291).
 *
 * @param address as `hostAltName` has it: no zone, no IPv4 address in the text of an IPv6 one
 */
export function addressOctets(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [before = '', after] = address.split('::');
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [groupsOf(before), groupsOf(after ?? '')];
  const zeros = Array.from({ length: IPV6_GROUPS - first.length - last.length }, () => '0');
  const groups = [...first, ...zeros, ...last];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
