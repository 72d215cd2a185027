import { deviceId } from '#libs/kernel';
import { CertificateSubject } from './certificate-subject.js';

const refused = expect.objectContaining({ code: 'pki.subject-not-allowed' });

describe('CertificateSubject', () => {
  it('names a device by its id, in CN and as urn:uuid', () => {
    const id = '2c6f1a52-7b1d-4a3e-9f00-0123456789ab';
    expect(CertificateSubject.device(deviceId(id))).toMatchObject({
      kind: 'device',
      commonName: id,
      subjectAltNames: [{ type: 'uri', value: `urn:uuid:${id}` }],
    });
  });

  it.each(['', 'not-a-uuid', '2C6F1A52-7B1D-4A3E-9F00-0123456789AB', '2c6f1a52-7b1d-4a3e-9f00-0123456789ab\n'])(
    'refuses the device id %j',
    (id) => {
      expect(() => CertificateSubject.device(deviceId(id))).toThrow(refused);
    },
  );

  it('names a server by its hosts, each once, the first as CN', () => {
    expect(CertificateSubject.server(['mqtt.example.com', 'MQTT.example.com', '192.0.2.1'])).toMatchObject({
      commonName: 'mqtt.example.com',
      subjectAltNames: [
        { type: 'dns', value: 'mqtt.example.com' },
        { type: 'ip', value: '192.0.2.1' },
      ],
    });
  });

  it('leaves a name that is too long for a CN to subjectAltName (RFC 5280 §A.1, 64 characters)', () => {
    const long = `${'a'.repeat(60)}.example.com`;
    expect(CertificateSubject.server([long]).commonName).toBe('server');
    expect(CertificateSubject.server([long, 'short.example']).commonName).toBe('short.example');
  });

  it.each([{ hosts: [] }, { hosts: Array.from({ length: 33 }, (_, n) => `h${n}.example`) }, { hosts: ['*'] }])(
    'refuses a server with the hosts $hosts',
    ({ hosts }) => {
      expect(() => CertificateSubject.server(hosts)).toThrow(refused);
    },
  );

  it('names a service by its URN, and by its hosts if it listens', () => {
    expect(CertificateSubject.service('api', ['localhost']).subjectAltNames).toEqual([
      { type: 'uri', value: 'urn:fieldgate:service:api' },
      { type: 'dns', value: 'localhost' },
    ]);
  });

  it.each(['', 'Api', '../api', 'a'.repeat(32), 'api\n', '1api'])('refuses the service name %j', (name) => {
    expect(() => CertificateSubject.service(name)).toThrow(refused);
  });

  it.each(['', 'a'.repeat(65), 'line\nbreak', 'nul\u0000'])('refuses the authority name %j', (name) => {
    expect(() => CertificateSubject.authority(name)).toThrow(refused);
  });
});
