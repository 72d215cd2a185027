import type { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { holderNames } from './holder-names.js';

const namesOf = (subject: string | undefined, subjectAltName?: string) =>
  holderNames({ subject, subjectAltName } as Partial<X509Certificate> as X509Certificate);

describe('holderNames', () => {
  it.each([
    ['O=Acme\nCN=SN-1', undefined, ['SN-1']],
    ['CN=a\\, b\nserialNumber=SN-2', undefined, ['a, b', 'SN-2']],
    ['CN=one + serialNumber=two', undefined, ['one', 'two']],
    ['O=CN=no', undefined, []],
    [undefined, 'DNS:sn-3.fleet.example, IP Address:192.0.2.1', ['sn-3.fleet.example', 'sn-3']],
    [undefined, 'URI:urn:dev:mac:0024befffe804ff1', ['urn:dev:mac:0024befffe804ff1', '0024befffe804ff1']],
    [undefined, 'DNS:"quoted, DNS:inside"', []],
    [undefined, undefined, []],
  ])('finds in subject %j and subjectAltName %j the names %j', (subject, alternative, names) => {
    expect(namesOf(subject, alternative)).toEqual(names);
  });

  it('keeps few and short names, whatever a stranger’s certificate holds', () => {
    const text = fc.array(
      fc.constantFrom('CN=', 'DNS:', 'URI:', ', ', '\n', ' + ', '\\', 'x'.repeat(130), 'a', '"', '/'),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(text, text, (subject, alternative) => {
        const names = namesOf(subject.join(''), alternative.join(''));
        expect(names.length).toBeLessThanOrEqual(16);
        for (const name of names) expect(name.length).toBeLessThanOrEqual(128);
      }),
    );
  });
});
