import fc from 'fast-check';
import { deviceSearch } from './device-list.js';

describe('deviceSearch', () => {
  it('R1-32: takes what was typed for the start of a serial number, of a MAC address or of a name', () => {
    expect(deviceSearch('00c0.b7')).toEqual({ serialNumber: '00C0.B7', macAddress: '00:C0:B7', name: '00c0.b7' });
    expect(deviceSearch('ups 1')).toEqual({ serialNumber: 'UPS 1', macAddress: undefined, name: 'ups 1' });
  });

  it('never fails, and gives no MAC address but the start of a real one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fA-F:.-]{1,17}$/)), (typed) => {
        const { macAddress } = deviceSearch(typed);
        if (macAddress !== undefined)
          expect('00:00:00:00:00:00'.slice(0, macAddress.length)).toBe(macAddress.replace(/[1-9A-F]/g, '0'));
      }),
    );
  });
});
