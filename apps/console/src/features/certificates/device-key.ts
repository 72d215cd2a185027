/** A key made in this browser: it leaves it only as a file that somebody saves. */
export interface DeviceKey {
  /** PKCS #8 in PEM (RFC 5958), as devices take it. */
  readonly pem: string;
  /** PKCS #10 in PEM (RFC 2986): the public half, signed by the private one. */
  readonly csr: string;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Whether the browser makes keys: only pages that came by HTTPS, or from this very machine, may. */
export const canMakeKeys = () => globalThis.crypto?.subtle !== undefined;

/** Makes a P-256 key and asks for a certificate of it. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  // Its container asks for metadata as soon as it is loaded.
  await import('reflect-metadata');
  const { Pkcs10CertificateRequestGenerator } = await import('@peculiar/x509');
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    // The platform writes the device's own name into the certificate.
    name: 'CN=device',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { pem: pemOf('PRIVATE KEY', new Uint8Array(pkcs8)), csr: request.toString('pem') };
}

/** RFC 7468 §3: lines of 64 characters, and an end of line after the last. */
export function pemOf(label: string, der: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...der));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
