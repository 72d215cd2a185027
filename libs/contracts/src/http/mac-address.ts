import { z } from 'zod';

/** IEEE EUI-48 of a network card in the one spelling that is kept: `00:C0:B7:1A:2B:3C`. */
export type MacAddress = z.output<typeof macAddress>;

/**
 * Six octets with colons or hyphens, three groups of four digits with dots, or twelve bare digits. Both cases are
 * written out, for the description of the API shows patterns without their flags.
 */
const spellings =
  /^(?:[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}|[0-9A-Fa-f]{12})$/;

/** The two-digit groups of some hexadecimal digits, upper case, joined with colons; the last may be half. */
const withColons = (digits: string) => digits.toUpperCase().match(/../g)?.join(':') ?? '';

/** Whether the first octet has the I/G bit (IEEE 802-2014 §8.2.2): a group has that address, no single card. */
const isGroupAddress = (address: string) => (Number.parseInt(address.slice(0, 2), 16) & 1) === 1;

/**
 * A MAC address as people type it: `00:c0:b7:1a:2b:3c`, `00-C0-B7-1A-2B-3C`, `00c0.b71a.2b3c` or `00C0B71A2B3C`,
 * read into upper-case octets with colons.
 *
 * Group addresses (multicast, broadcast) and the zero address are refused, for no card has one. Locally administered
 * addresses are taken: virtual cards have them.
 */
export const macAddress = z
  .string()
  .trim()
  .regex(spellings, {
    error: 'must be a MAC address such as 00:C0:B7:1A:2B:3C, 00-C0-B7-1A-2B-3C, 00c0.b71a.2b3c or 00C0B71A2B3C',
    abort: true,
  })
  .transform((typed) => withColons(typed.replace(/[:.-]/g, '')))
  .refine((address) => !isGroupAddress(address), 'must be the address of one card, not a multicast or broadcast one')
  .refine((address) => address !== '00:00:00:00:00:00', 'must not be the zero address')
  .brand<'MacAddress'>();

/**
 * The start of a MAC address in any spelling, as the start of the kept one: `00c0.b7` becomes `00:C0:B7`.
 *
 * @returns `undefined` when no MAC address can start like this
 */
export function macAddressPrefix(typed: string): string | undefined {
  if (!/^[0-9a-f]{1,2}(?:[:.-]?[0-9a-f]{1,2}){0,5}[:.-]?$/i.test(typed)) return undefined;
  const digits = typed.replace(/[:.-]/g, '').toUpperCase();
  return digits.match(/..?/g)?.join(':');
}
