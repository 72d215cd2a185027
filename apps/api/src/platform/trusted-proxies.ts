import { isIP } from 'node:net';
import { z } from 'zod';

/** Networks that have names (RFC 5735, RFC 4291, RFC 4193). */
const NAMED: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];
const BITS = { 4: 32, 6: 128 } as const;

/** An address, or a network as an address and how many of its bits count. */
function isNetwork(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= BITS[family]);
}

/** Addresses and networks with commas between, each trimmed; empty entries are none. */
export const trustedProxies = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .refine(
    (entries) => entries.every((entry) => NAMED.includes(entry) || isNetwork(entry)),
    `must be IP addresses, networks such as 10.0.0.0/8, or ${NAMED.join(', ')}, with commas between`,
  )
  .default([]);
