import { SocketAddress } from 'node:net';
import fc from 'fast-check';
import { addressOctets } from './address-octets.js';

const hex = (address: string) => addressOctets(address).toString('hex');

describe('octets of an address', () => {
  it.each([
    ['192.0.2.1', 'c0000201'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['2001:db8::', `20010db8${'0'.repeat(24)}`],
    ['2001:db8::5:0:0:1', '20010db8000000000005000000000001'],
    ['fe80:1:2:3:4:5:6:7', 'fe800001000200030004000500060007'],
  ])('of %s are %s', (address, octets) => {
    expect(hex(address)).toBe(octets);
  });

  it('are those the address was written from', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, (numbers) => {
        const written = new SocketAddress({ address: numbers.map((n) => n.toString(16)).join(':'), family: 'ipv6' });
        fc.pre(!written.address.includes('.'));
        expect(hex(written.address)).toBe(numbers.map((n) => n.toString(16).padStart(4, '0')).join(''));
      }),
    );
  });
});
