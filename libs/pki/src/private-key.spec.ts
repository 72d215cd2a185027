import { inspect } from 'node:util';
import { generateKeyPair } from './key-pair.js';
import { parsePrivateKey } from './private-key.js';

describe('PrivateKey', () => {
  it('does not show itself when printed, logged or serialized by accident', async () => {
    const pair = await generateKeyPair();
    const secret = pair.privateKey.toPkcs8Pem().split('\n')[1]!;
    const shown = [
      `${pair.privateKey}`,
      String(pair.privateKey),
      JSON.stringify(pair),
      inspect(pair, { depth: null, showHidden: true }),
      JSON.stringify({ ...pair.privateKey }),
      new Error(`cannot use ${pair.privateKey}`).message,
    ].join('\n');
    expect(shown).toContain('[private key]');
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('BEGIN');
  });

  it('is read back from PKCS #8', async () => {
    const { privateKey, publicKey } = await generateKeyPair();
    expect(parsePrivateKey(privateKey.toPkcs8Pem()).publicKey.equals(publicKey)).toBe(true);
  });

  it('is read back from its encrypted form with the passphrase', async () => {
    const { privateKey, publicKey } = await generateKeyPair();
    const pem = await privateKey.toEncryptedPkcs8Pem('zażółć gęślą jaźń');
    expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(parsePrivateKey(pem, 'zażółć gęślą jaźń').publicKey.equals(publicKey)).toBe(true);
  });

  it('is not opened by another passphrase, nor by none', async () => {
    const { privateKey } = await generateKeyPair();
    const pem = await privateKey.toEncryptedPkcs8Pem('the right passphrase');
    const locked = expect.objectContaining({ code: 'pki.private-key-unreadable', details: { encrypted: true } });
    expect(() => parsePrivateKey(pem, 'the wrong passphrase')).toThrow(locked);
    expect(() => parsePrivateKey(pem)).toThrow(locked);
  });

  it('is encrypted differently each time', async () => {
    const { privateKey } = await generateKeyPair();
    const [some, other] = [
      await privateKey.toEncryptedPkcs8Pem('passphrase'),
      await privateKey.toEncryptedPkcs8Pem('passphrase'),
    ];
    expect(some).not.toBe(other);
  });

  it('is not encrypted under an empty passphrase', async () => {
    const { privateKey } = await generateKeyPair();
    await expect(privateKey.toEncryptedPkcs8Pem('')).rejects.toThrow(RangeError);
  });

  it.each(['', 'no key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])('is not %j', (pem) => {
    expect(() => parsePrivateKey(pem)).toThrow(
      expect.objectContaining({ code: 'pki.private-key-unreadable', details: { encrypted: false } }),
    );
  });
});
