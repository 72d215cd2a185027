import fc from 'fast-check';
import { prefersZip } from './zip-preference.js';

describe('prefersZip', () => {
  it.each([
    ['application/zip', true],
    ['Application/ZIP', true],
    ['application/zip, */*', true],
    ['application/zip, application/json;q=0.9', true],
    ['application/json, application/zip', true],
    ['application/json, application/zip;q=0.5', false],
    ['application/zip;q=0', false],
    ['application/zip;q=2', false],
    ['application/json', false],
    ['*/*', false],
    ['application/*', false],
    ['', false],
    [undefined, false],
  ])('%j: %s (RFC 9110 §12.5.1)', (accept, zip) => {
    expect(prefersZip(accept)).toBe(zip);
  });

  it('never fails, whatever is sent', () => {
    fc.assert(fc.property(fc.string(), (accept) => void prefersZip(accept)));
  });
});
