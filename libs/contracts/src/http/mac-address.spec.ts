import fc from 'fast-check';
import { macAddress, macAddressPrefix } from './mac-address.js';

const unicast = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .map((octets) => {
    octets[0] = (octets[0] ?? 0) & 0xfe;
    return Buffer.from(octets).toString('hex');
  })
  .filter((hex) => !/^0+$/.test(hex));
const groups = (hex: string, size: number, separator: string) =>
  (hex.match(new RegExp(`.{${size}}`, 'g')) ?? []).join(separator);
const spellings = (hex: string) => [
  groups(hex, 2, ':'),
  groups(hex, 2, '-'),
  groups(hex, 4, '.'),
  hex,
  groups(hex, 2, ':').toUpperCase(),
  ` ${hex.toUpperCase()}\t`,
];

describe('macAddress', () => {
  it('R1-26: reads every spelling of an address into the same one', () => {
    fc.assert(
      fc.property(unicast, (hex) => {
        const canonical = groups(hex, 2, ':').toUpperCase();
        for (const typed of spellings(hex)) expect(macAddress.parse(typed)).toBe(canonical);
      }),
    );
  });

  it('never gives anything but upper-case octets with colons, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fA-F:.-]{10,18}$/)), (typed) => {
        const read = macAddress.safeParse(typed);
        if (read.success) expect(read.data).toMatch(/^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/);
      }),
    );
  });

  it.each([
    ['', 'nothing'],
    ['00:C0:B7:1A:2B', 'five octets'],
    ['00:C0:B7:1A:2B:3C:4D', 'seven octets'],
    ['00:C0:B7:1A:2B:3G', 'a letter beyond F'],
    ['00:C0-B7:1A-2B:3C', 'mixed separators'],
    ['0:C0:B7:1A:2B:3C', 'an octet of one digit'],
    ['00c0b.71a2b3c', 'dots in the wrong place'],
    ['00 C0 B7 1A 2B 3C', 'spaces as separators'],
    ['００:C0:B7:1A:2B:3C', 'full-width digits'],
    ['FF:FF:FF:FF:FF:FF', 'the broadcast address'],
    ['01:00:5E:00:00:01', 'a multicast address'],
    ['00:00:00:00:00:00', 'the zero address'],
  ])('R1-26: refuses %j: %s', (typed) => {
    expect(macAddress.safeParse(typed).success).toBe(false);
  });

  it('takes a locally administered address, as virtual cards have', () => {
    expect(macAddress.parse('02:42:ac:11:00:02')).toBe('02:42:AC:11:00:02');
  });
});

describe('macAddressPrefix', () => {
  it('finds an address by each of its starts in any spelling', () => {
    fc.assert(
      fc.property(unicast, fc.integer({ min: 1, max: 17 }), (hex, length) => {
        for (const typed of spellings(hex).map((spelling) => spelling.trim().slice(0, length))) {
          const prefix = macAddressPrefix(typed);
          expect(prefix).toBeDefined();
          expect(macAddress.parse(hex).startsWith(prefix!)).toBe(true);
        }
      }),
    );
  });

  it.each(['', 'XY', ':', '00c0b71a2b3c4d', '00 c0', 'AA::BB'])(
    'is undefined for %j, with which no address starts',
    (typed) => {
      expect(macAddressPrefix(typed)).toBeUndefined();
    },
  );
});
