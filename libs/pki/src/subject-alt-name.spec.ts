import fc from 'fast-check';
import { hostAltName } from './subject-alt-name.js';

describe('a host in a certificate', () => {
  it.each([
    { host: 'broker', type: 'dns', value: 'broker' },
    { host: 'MQTT.Example.COM', type: 'dns', value: 'mqtt.example.com' },
    { host: '3com.example', type: 'dns', value: '3com.example' },
    { host: 'xn--d1acpjx3f.xn--p1ai', type: 'dns', value: 'xn--d1acpjx3f.xn--p1ai' },
    { host: '192.0.2.1', type: 'ip', value: '192.0.2.1' },
    { host: '2001:DB8:0:0:0:0:0:1', type: 'ip', value: '2001:db8::1' },
    { host: '::1', type: 'ip', value: '::1' },
    { host: '::ffff:192.0.2.1', type: 'ip', value: '192.0.2.1' },
  ])('$host is $type $value', ({ host, ...expected }) => {
    expect(hostAltName(host)).toEqual(expected);
  });

  it.each([
    '',
    '*.example.com',
    'under_score.example',
    '-leading.example',
    'trailing-.example',
    'two..dots',
    'example.com.',
    'with space',
    'straße.example',
    '300.1.1.1',
    'example.1',
    'fe80::1%eth0',
    '::192.0.2.1',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(127)}ab`,
    'a\u0000b',
    'https://example.com',
  ])('refuses %j (RFC 5280 §4.2.1.6)', (host) => {
    expect(() => hostAltName(host)).toThrow(expect.objectContaining({ code: 'pki.subject-not-allowed' }));
  });

  it('answers any text with a name or its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.domain()), (host) => {
        try {
          expect(['dns', 'ip']).toContain(hostAltName(host).type);
        } catch (error) {
          expect(error).toMatchObject({ code: 'pki.subject-not-allowed' });
        }
      }),
    );
  });
});
