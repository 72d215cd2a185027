import fc from 'fast-check';
import { claimedDevices } from './claimed-devices.js';

describe('claimedDevices', () => {
  it.each(['00:c0:b7:1a:2b:3c', '00-C0-B7-1A-2B-3C', '00c0.b71a.2b3c', '00C0B71A2B3C', '00c0b7fffe1a2b3c'])(
    'reads %s as the MAC address the registry has',
    (name) => {
      expect(claimedDevices([name]).macAddresses).toEqual(['00:C0:B7:1A:2B:3C']);
    },
  );

  it('reads serial numbers as registration does: trimmed, upper case', () => {
    expect(claimedDevices([' sn-7 ']).serialNumbers).toEqual(['SN-7']);
  });

  it('takes for a device’s id only what a query can compare with one', () => {
    const id = '0198A7F2-6F2C-7C1A-9E55-000000000001';
    expect(claimedDevices([id, 'no-id', `${id}0`]).deviceIds).toEqual([id.toLowerCase()]);
  });

  it('reads any text without failing', () => {
    fc.assert(fc.property(fc.array(fc.string()), (names) => void claimedDevices(names)));
  });
});
