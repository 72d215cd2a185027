import fc from 'fast-check';
import { deviceLabel } from './device-label.js';

describe('the code on the label of a device', () => {
  it.each([
    [
      'FG1:serial=fg-0001;mac=00c0b71a2b3c;type=Gateway',
      { serialNumber: 'FG-0001', macAddress: '00:C0:B7:1A:2B:3C', type: 'Gateway' },
    ],
    [' fg1:MAC=00-C0-B7-1A-2B-3C ; serial=A%3B1 ', { serialNumber: 'A;1', macAddress: '00:C0:B7:1A:2B:3C' }],
    ['FG1:serial=A%;mac=none', { serialNumber: 'A%' }],
    ['fg-0001', { serialNumber: 'FG-0001' }],
    ['00:C0:B7:1A:2B:3C', { macAddress: '00:C0:B7:1A:2B:3C' }],
    ['FG1:type=Gateway', undefined],
    ['https://example.com/x', undefined],
    ['two words', undefined],
    ['', undefined],
  ])('%j says %j', (text, label) => {
    expect(deviceLabel(text)).toEqual(label);
  });

  it('is read or not read, whatever it says, and never fails', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `FG1:serial=${text}`),
        ),
        (text) => {
          const label = deviceLabel(text);
          expect(label === undefined || label.serialNumber !== undefined || label.macAddress !== undefined).toBe(true);
        },
      ),
    );
  });
});
