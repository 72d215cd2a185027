import { deviceId } from '#libs/kernel';
import {
  Certificate,
  type CertificateProfile,
  CertificateSubject,
  deviceProfile,
  issuingAuthorityProfile,
  rootAuthorityProfile,
  serverProfile,
  serviceProfile,
} from '#libs/pki';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { type Asn1, asn1Of, componentsOf, derOf, extensionsOf, octetsOf, tagOf } from './asn1-outline.js';

const OID = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
const UTC_TIME = 'universal 23';
const GENERALIZED_TIME = 'universal 24';

/** TBSCertificate of version 3 with extensions, by the names of §4.1. */
function outlineOf(certificate: Certificate) {
  const [tbs, signatureAlgorithm, signature] = componentsOf(asn1Of(certificate.der));
  const [version, serialNumber, signatureInside, issuer, validity, subject, publicKey, ...rest] = componentsOf(tbs);
  const [notBefore, notAfter] = componentsOf(validity);
  return {
    version,
    serialNumber,
    signatureInside,
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKey,
    rest,
    extensions: extensionsOf(componentsOf(rest[0])[0]),
    signatureAlgorithm,
    signature,
  };
}

describe.each(['ec-p256', 'rsa-2048'] as const)('under an authority with %s keys', (keyAlgorithm) => {
  let authority: TestAuthority;
  const certificates = new Map<string, { certificate: Certificate; above: Certificate; profile: CertificateProfile }>();

  beforeAll(async () => {
    authority = await aTestAuthority({ keyAlgorithm });
    const { root, issuing } = authority;
    const id = deviceId('2c6f1a52-7b1d-4a3e-9f00-0123456789ab');
    const device = await authority.deviceCertificate({ deviceId: id, keyAlgorithm });
    const server = await authority.serverCertificate({ hosts: ['mqtt.example.com', '192.0.2.1', '2001:db8::1'] });
    const service = await authority.serviceCertificate('api');
    certificates.set('root', { certificate: root, above: root, profile: rootAuthorityProfile });
    certificates.set('issuing', { certificate: issuing, above: root, profile: issuingAuthorityProfile });
    certificates.set('device', { certificate: device.certificate, above: issuing, profile: deviceProfile });
    certificates.set('server', { certificate: server.certificate, above: issuing, profile: serverProfile });
    certificates.set('service', { certificate: service.certificate, above: issuing, profile: serviceProfile });
  });

  describe.each(['root', 'issuing', 'device', 'server', 'service'])('the certificate of %s', (which) => {
    const read = () => {
      const found = certificates.get(which);
      if (!found) throw new Error(`No certificate of ${which}.`);
      return { ...found, ...outlineOf(found.certificate) };
    };

    it('names the same algorithm inside and outside (§4.1.1.2, §4.1.2.3), by the parameters of RFC 5758 §3.2 or RFC 4055 §5', () => {
      const { signatureAlgorithm, signatureInside } = read();
      expect(derOf(signatureAlgorithm)).toEqual(derOf(signatureInside));
      expect(derOf(signatureAlgorithm).toString('hex')).toBe(
        keyAlgorithm === 'ec-p256' ? '300a06082a8648ce3d040302' : '300d06092a864886f70d01010b0500',
      );
    });

    it('is of version 3 (§4.1.2.1)', () => {
      const { version } = read();
      expect(tagOf(version)).toBe('context 0');
      expect(octetsOf(componentsOf(version)[0])).toEqual(Buffer.from([2]));
    });

    it('has a positive serial number of 8 to 20 octets (§4.1.2.2)', () => {
      const octets = octetsOf(read().serialNumber);
      expect(octets.length).toBeGreaterThanOrEqual(8);
      expect(octets.length).toBeLessThanOrEqual(20);
      expect(octets[0]).toBeLessThan(0x80);
    });

    it('names its issuer by the very octets of the issuer’s subject, which is not empty (§4.1.2.4, §4.1.2.6)', () => {
      const { issuer, above } = read();
      expect(componentsOf(issuer).length).toBeGreaterThan(0);
      expect(derOf(issuer)).toEqual(derOf(outlineOf(above).subject));
    });

    it('has a subject that is one UTF8String commonName of 1 to 64 characters (§4.1.2.6, §A.1)', () => {
      const [attributes, ...others] = componentsOf(read().subject);
      const [attribute] = componentsOf(attributes);
      const [type, value] = componentsOf(attribute);
      expect(others).toEqual([]);
      expect(octetsOf(type).toString('hex')).toBe('550403');
      expect(tagOf(value)).toBe('universal 12');
      const text = octetsOf(value).toString('utf8');
      expect([...text].length).toBeGreaterThanOrEqual(1);
      expect([...text].length).toBeLessThanOrEqual(64);
    });

    it('carries times with seconds, in UTC, without fraction (§4.1.2.5)', () => {
      for (const time of [read().notBefore, read().notAfter]) {
        const text = octetsOf(time).toString('latin1');
        if (tagOf(time) === UTC_TIME) expect(text).toMatch(/^[0-4]\d{11}Z$/);
        else {
          expect(tagOf(time)).toBe(GENERALIZED_TIME);
          expect(text).toMatch(/^20[5-9]\d{11}Z$/);
        }
      }
    });

    it('lies within the validity of its issuer (a leaf never outlives its issuer)', () => {
      const { certificate, above } = read();
      expect(certificate.notBefore >= above.notBefore).toBe(true);
      expect(certificate.notAfter <= above.notAfter).toBe(true);
    });

    it('has no unique identifiers, only extensions under [3] (§4.1.2.8, §4.1.2.9)', () => {
      expect(read().rest.map(tagOf)).toEqual(['context 3']);
    });

    it('has the signature in whole octets (§4.1.1.3)', () => {
      expect(octetsOf(read().signature)[0]).toBe(0);
    });

    it('identifies the issuer’s key by the issuer’s own identifier, not critical (§4.2.1.1)', () => {
      const { extensions, profile, above } = read();
      const found = extensions.get(OID.authorityKeyIdentifier);
      if (profile.selfSigned) {
        expect(found).toBeUndefined(); // a self-signed certificate MAY omit it
        return;
      }
      const identifier = outlineOf(above).extensions.get(OID.subjectKeyIdentifier);
      const parts = componentsOf(found?.value);
      expect(found?.critical).toBe(false);
      expect(parts.map(tagOf)).toEqual(['context 0']); // keyIdentifier alone
      expect(octetsOf(parts[0])).toEqual(octetsOf(identifier?.value));
    });

    it('identifies its own key by 160 bits, not critical (§4.2.1.2, RFC 7093 §2)', () => {
      const found = read().extensions.get(OID.subjectKeyIdentifier);
      expect(found?.critical).toBe(false);
      expect(octetsOf(found?.value)).toHaveLength(20);
    });

    it('says what its key is for, critical (§4.2.1.3)', () => {
      const { extensions, profile } = read();
      const found = extensions.get(OID.keyUsage);
      const expected = profile.basicConstraints.cA ? '0106' : '0780'; // keyCertSign and cRLSign; digitalSignature
      expect(found?.critical).toBe(true);
      expect(octetsOf(found?.value).toString('hex')).toBe(expected);
    });

    it('says whether it is an authority’s, critical, with DEFAULT FALSE left out (§4.2.1.9, X.690 §11.5)', () => {
      const found = read().extensions.get(OID.basicConstraints);
      const expected = { root: '30060101ff020101', issuing: '30060101ff020100' }[which] ?? '3000';
      expect(found?.critical).toBe(true);
      expect(derOf(found?.value).toString('hex')).toBe(expected);
    });

    it('says what it may be used for unless it is an authority’s (§4.2.1.12)', () => {
      const expected = { device: ['clientAuth'], server: ['serverAuth'], service: ['clientAuth', 'serverAuth'] };
      const { certificate, extensions } = read();
      expect(certificate.extendedKeyUsage).toEqual(expected[which as keyof typeof expected] ?? []);
      expect(extensions.get(OID.extendedKeyUsage)?.critical ?? false).toBe(false);
    });

    it('has its names in subjectAltName, not critical beside a subject (§4.2.1.6)', () => {
      const expected: Readonly<Record<string, string[]>> = {
        device: [`context 6 ${Buffer.from('urn:uuid:2c6f1a52-7b1d-4a3e-9f00-0123456789ab').toString('hex')}`],
        server: [
          `context 2 ${Buffer.from('mqtt.example.com').toString('hex')}`,
          'context 7 c0000201',
          'context 7 20010db8000000000000000000000001',
        ],
        service: [`context 6 ${Buffer.from('urn:fieldgate:service:api').toString('hex')}`],
      };
      const found = read().extensions.get(OID.subjectAltName);
      const names = found ? componentsOf(found.value) : [];
      expect(names.map((name: Asn1) => `${tagOf(name)} ${octetsOf(name).toString('hex')}`)).toEqual(
        expected[which] ?? [],
      );
      expect(found?.critical ?? false).toBe(false);
    });

    it('has no extension but those of its profile, none twice (§4.2)', () => {
      const { extensions, profile } = read();
      const leaf = [OID.extendedKeyUsage, OID.subjectAltName];
      const expected = [
        OID.basicConstraints,
        OID.keyUsage,
        OID.subjectKeyIdentifier,
        ...(profile.selfSigned ? [] : [OID.authorityKeyIdentifier]),
        ...(profile.basicConstraints.cA ? [] : leaf),
      ];
      expect([...extensions.keys()].sort()).toEqual([...expected].sort());
    });
  });
});

describe('a time in a certificate (§4.1.2.5)', () => {
  it.each([
    { instant: '2049-12-31T23:59:59Z', tag: UTC_TIME, text: '491231235959Z' },
    { instant: '2050-01-01T00:00:00Z', tag: GENERALIZED_TIME, text: '20500101000000Z' },
    { instant: '2026-11-21T20:43:07.999Z', tag: UTC_TIME, text: '261121204307Z' },
    { instant: '1999-12-31T23:59:59Z', tag: UTC_TIME, text: '991231235959Z' },
    { instant: '9999-12-31T23:59:59Z', tag: GENERALIZED_TIME, text: '99991231235959Z' },
  ])('$instant is written as $text', async ({ instant, tag, text }) => {
    const authority = await aTestAuthority();
    const notAfter = new Date(instant);
    const { certificate } = await authority.deviceCertificate({ notBefore: new Date(0), notAfter });
    const written = outlineOf(certificate).notAfter;
    expect(tagOf(written)).toBe(tag);
    expect(octetsOf(written).toString('latin1')).toBe(text);
    expect(certificate.notAfter).toEqual(new Date(instant.replace('.999', '')));
  });
});

describe('a stranger’s certificate', () => {
  it('is read although its serial number is negative (§4.1.2.2: users SHOULD be prepared)', async () => {
    const authority = await aTestAuthority();
    const { certificate } = await authority.deviceCertificate();
    const octets = Buffer.from(certificate.der);
    const at = octets.indexOf(Buffer.from(certificate.serialNumber, 'hex'));
    octets[at] = 0x80;
    expect(Certificate.parse(octets).serialNumber).toMatch(/^-([0-9a-f]{2}){16}$/);
  });
});

describe('the name of an authority', () => {
  it.each(['Fieldgate Root', 'Zakład Energetyczny', 'quoted "name", with=signs\\and #5', '水力'])(
    'is written as it is: %s (§4.1.2.4)',
    async (name) => {
      const authority = await aTestAuthority({ name });
      expect(authority.root.subjectCommonName).toBe(`${name} Root`);
      expect(CertificateSubject.authority(`${name} Root`).commonName).toBe(`${name} Root`);
    },
  );
});
