import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#libs/kernel';
import { parsePrivateKey } from '#libs/pki';
import { ensureAuthorities, loadIssuingAuthority } from '#libs/platform';
import { aTestAuthority } from '#libs/testing';
import { aTemporaryDirectory } from './temporary-directory.js';

const files = aTemporaryDirectory();
let count = 0;

/** A place where no authority has ever been. */
function aPlace() {
  count += 1;
  const data = files.path(`data-${count}`);
  const [directory, passphraseFile] = [join(data, 'authority'), join(data, 'ca-passphrase')];
  const at = (name: string) => (name === 'passphrase' ? passphraseFile : join(directory, name));
  return {
    data,
    directory,
    at,
    ensure: () => ensureAuthorities({ directory, passphraseFile, clock: systemClock }),
    load: () => loadIssuingAuthority({ directory, passphraseFile }),
    read: (name: string) => readFileSync(at(name), 'utf8'),
    names: () => readdirSync(directory).sort(),
    mode: (path: string) => (statSync(path).mode & 0o777).toString(8),
  };
}

const original = aPlace();

beforeAll(async () => {
  await original.ensure();
});

/** A place with authorities: copied, since making them takes a second of key derivation. */
function anInstallation() {
  const place = aPlace();
  cpSync(original.data, place.data, { recursive: true });
  chmodSync(place.directory, 0o700);
  return place;
}

const FILES = ['issuing.crt', 'issuing.key', 'ledger.jsonl', 'root.crt', 'root.key'];

describe('ensureAuthorities', () => {
  it('makes root, issuing authority and passphrase at the first start, readable by the owner alone', async () => {
    const place = aPlace();
    const { root, issuing, created } = await place.ensure();
    expect(created).toBe(true);
    expect(root.isIssuedBy(root)).toBe(true);
    expect(issuing.isIssuedBy(root)).toBe(true);
    expect(place.names()).toEqual(FILES);
    expect(place.mode(place.directory)).toBe('700');
    expect(['root.key', 'issuing.key', 'passphrase'].map((name) => place.mode(place.at(name)))).toEqual([
      '600',
      '600',
      '600',
    ]);
    expect(place.read('passphrase')).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
  });

  it('keeps the keys encrypted', async () => {
    const place = anInstallation();
    for (const name of ['root.key', 'issuing.key']) {
      expect(place.read(name)).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
      expect(place.read(name)).not.toContain('BEGIN PRIVATE');
    }
  });

  it('writes a serial number down before it signs, in a ledger beside the keys', async () => {
    const place = anInstallation();
    const { root, issuing } = await place.ensure();
    const entries = place
      .read('ledger.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ event, serialNumber }) => `${event} ${serialNumber}`)).toEqual([
      `reserved ${root.serialNumber}`,
      `issued ${root.serialNumber}`,
      `reserved ${issuing.serialNumber}`,
      `issued ${issuing.serialNumber}`,
    ]);
  });

  it('finds everything again at the next start, and changes nothing', async () => {
    const place = anInstallation();
    const first = await place.ensure();
    const before = FILES.map(place.read);
    const second = await place.ensure();
    expect(second.created).toBe(false);
    expect(second.issuing.fingerprintSha256).toBe(first.issuing.fingerprintSha256);
    expect(FILES.map(place.read)).toEqual(before);
  });

  // What a crash leaves behind: the files up to some point, in the order in which they are made.
  it.each([
    { left: ['passphrase'] },
    { left: ['passphrase', 'root.key'] },
    { left: ['passphrase', 'root.key', 'root.crt'] },
    { left: ['passphrase', 'root.key', 'root.crt', 'issuing.key'] },
  ])('goes on after a crash that left $left, keeping what is there', async ({ left }) => {
    const place = anInstallation();
    for (const name of ['passphrase', ...FILES]) if (!left.includes(name)) rmSync(place.at(name), { force: true });
    const before = left.map(place.read);
    const { root, issuing, created } = await place.ensure();
    expect(created).toBe(true);
    expect(left.map(place.read)).toEqual(before);
    expect(issuing.isIssuedBy(root)).toBe(true);
    expect((await place.load()).certificate.fingerprintSha256).toBe(issuing.fingerprintSha256);
  });

  it('is not misled by a half-written temporary file', async () => {
    const place = anInstallation();
    rmSync(place.at('issuing.crt'));
    writeFileSync(join(place.directory, '.issuing.crt.abcdef.tmp'), '-----BEGIN CERT');
    expect((await place.ensure()).created).toBe(true);
  });

  it('gives several processes that start at once the same authorities', async () => {
    const place = aPlace();
    const all = await Promise.all(Array.from({ length: 4 }, place.ensure));
    expect(new Set(all.map(({ root }) => root.fingerprintSha256)).size).toBe(1);
    expect(new Set(all.map(({ issuing }) => issuing.fingerprintSha256)).size).toBe(1);
    expect(place.names()).toEqual(FILES);
    await place.load();
  });

  it('needs the root’s key no more once both authorities are there', async () => {
    const place = anInstallation();
    rmSync(place.at('root.key'));
    expect((await place.ensure()).created).toBe(false);
    await place.load();
  });

  it.each(['root.key', 'issuing.key', 'passphrase'])('refuses a %s that others may read', async (name) => {
    const place = anInstallation();
    rmSync(place.at('issuing.crt')); // so that all three are needed
    chmodSync(place.at(name), 0o640);
    await expect(place.ensure()).rejects.toMatchObject({
      code: 'authority.secret-file-exposed',
      details: { path: place.at(name), mode: '640' },
    });
  });

  it('refuses an issuing key that others may read, even if it need not be opened', async () => {
    const place = anInstallation();
    chmodSync(place.at('issuing.key'), 0o604);
    await expect(place.ensure()).rejects.toMatchObject({ code: 'authority.secret-file-exposed' });
    await expect(place.load()).rejects.toMatchObject({ code: 'authority.secret-file-exposed' });
  });

  it('makes no new passphrase for keys that are there', async () => {
    const place = anInstallation();
    rmSync(place.at('issuing.crt'));
    rmSync(place.at('passphrase'));
    await expect(place.ensure()).rejects.toMatchObject({ code: 'authority.passphrase-missing' });
    expect(existsSync(place.at('passphrase'))).toBe(false);
  });

  it('takes the passphrase an operator wrote, without its line break', async () => {
    const place = aPlace();
    mkdirSync(place.data);
    writeFileSync(place.at('passphrase'), 'żółta żaba żarła żur\r\n', { mode: 0o600 });
    await place.ensure();
    expect(parsePrivateKey(place.read('issuing.key'), 'żółta żaba żarła żur').publicKey.asymmetricKeyType).toBe('ec');
  });

  it('refuses a passphrase of fewer than 15 characters', async () => {
    const place = aPlace();
    mkdirSync(place.data);
    writeFileSync(place.at('passphrase'), 'fourteen chars\n', { mode: 0o600 });
    await expect(place.ensure()).rejects.toMatchObject({
      code: 'authority.passphrase-too-short',
      details: { length: 14, minimum: 15 },
    });
    expect(place.names()).toEqual([]);
  });

  it.each([
    { missing: 'issuing.key', also: undefined },
    { missing: 'root.key', also: 'issuing.crt' },
  ])('does not replace an authority whose $missing is lost', async ({ missing, also }) => {
    const place = anInstallation();
    rmSync(place.at(missing));
    if (also) rmSync(place.at(also));
    await expect(place.ensure()).rejects.toMatchObject({
      code: 'authority.incomplete',
      details: { path: place.at(missing) },
    });
  });

  it.each(['root.crt', 'issuing.crt'])('names a damaged %s', async (name) => {
    const place = anInstallation();
    writeFileSync(place.at(name), '-----BEGIN CERT');
    await expect(place.ensure()).rejects.toMatchObject({
      code: 'authority.damaged',
      details: { path: place.at(name) },
    });
  });

  it('refuses files of two installations', async () => {
    const place = anInstallation();
    writeFileSync(place.at('root.crt'), (await aTestAuthority()).root.pem);
    await expect(place.ensure()).rejects.toMatchObject({ code: 'authority.mismatch' });
  });
});

describe('loadIssuingAuthority', () => {
  it('gives an issuer with its chain, the root last', async () => {
    const place = anInstallation();
    const { root, issuing } = await place.ensure();
    const issuer = await place.load();
    expect(issuer.chain.map((each) => each.fingerprintSha256)).toEqual([
      issuing.fingerprintSha256,
      root.fingerprintSha256,
    ]);
    expect(issuer.pathLenConstraint).toBe(0);
  });

  it('says where to look when there is nothing', async () => {
    await expect(aPlace().load()).rejects.toMatchObject({ code: 'authority.incomplete' });
  });

  it('says which file another passphrase does not open', async () => {
    const place = anInstallation();
    writeFileSync(place.at('passphrase'), 'another passphrase altogether');
    await expect(place.load()).rejects.toMatchObject({
      code: 'authority.key-locked',
      details: { path: place.at('issuing.key'), passphraseFile: place.at('passphrase') },
    });
  });

  it('refuses a key that is not the certificate’s', async () => {
    const place = anInstallation();
    writeFileSync(place.at('issuing.key'), place.read('root.key'));
    await expect(place.load()).rejects.toMatchObject({ code: 'authority.mismatch' });
  });
});
