import fc from 'fast-check';
import { pastedDevices } from './pasted';

describe('pasted devices', () => {
  it.each([
    ['FG-1\t00:C0:B7:00:00:01', [{ serialNumber: 'FG-1', macAddress: '00:C0:B7:00:00:01', type: 'Sensor' }]],
    ['00-C0-B7-00-00-01; FG-1', [{ serialNumber: 'FG-1', macAddress: '00-C0-B7-00-00-01', type: 'Sensor' }]],
    ['FG-1,00c0b7000001,Gateway', [{ serialNumber: 'FG-1', macAddress: '00c0b7000001', type: 'Gateway' }]],
    ['serial,mac\n\nFG-1,00c0.b700.0001\n', [{ serialNumber: 'FG-1', macAddress: '00c0.b700.0001', type: 'Sensor' }]],
    ['nothing of the kind', []],
  ])('of %j are %j', (text, devices) => {
    expect(pastedDevices(text, 'Sensor')).toEqual(devices);
  });

  it('are at most as many as there are lines, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(pastedDevices(text, 'x').length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });
});
