import { Argon2PasswordHashing, nobodysHash, owaspCost } from './password-hashing.js';

const cheap = { memoryKib: 64, passes: 1, lanes: 1 };

describe('Argon2PasswordHashing', () => {
  it('hashes with argon2id at the cost OWASP recommends: 19 MiB, 2 passes, 1 lane', async () => {
    expect(owaspCost).toEqual({ memoryKib: 19_456, passes: 2, lanes: 1 });
    expect(await new Argon2PasswordHashing().hash('a password')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('knows its own hash from another password’s, and salts each', async () => {
    const hashing = new Argon2PasswordHashing(cheap);
    const [one, two] = await Promise.all([hashing.hash('a password'), hashing.hash('a password')]);
    expect(one).not.toBe(two);
    expect(await hashing.verify('a password', one)).toBe(true);
    expect(await hashing.verify('another password', one)).toBe(false);
  });

  it('takes a password for the same however its letters are composed (RFC 8265 §4.2.2)', async () => {
    const hashing = new Argon2PasswordHashing(cheap);
    expect(await hashing.verify('Zu\u0308rich am See', await hashing.hash('Z\u00fcrich am See'))).toBe(true);
    expect(await hashing.verify('Z\u00fcrich am See', await hashing.hash('Zu\u0308rich am See'))).toBe(true);
  });

  it('says no for nobody, checking a hash of the same cost as everybody’s', async () => {
    const hashing = new Argon2PasswordHashing(cheap);
    const costOf = (hash: string) => hash.split('$').slice(0, 4);
    expect(costOf(nobodysHash(cheap))).toEqual(costOf(await hashing.hash('a password')));
    expect(await hashing.verify('a password', nobodysHash(cheap))).toBe(false);
    expect(await hashing.verify('a password', null)).toBe(false);
  });

  it('refuses what would wait behind 64 others, and serves again when they are done', async () => {
    const hashing = new Argon2PasswordHashing(cheap);
    const hash = await hashing.hash('a password');
    const storm = Array.from({ length: 80 }, () => hashing.verify('a password', hash));
    const outcomes = await Promise.allSettled(storm);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(80 - 2 - 64);
    expect(refused[0]).toMatchObject({ reason: { code: 'identity.password-checks-busy', kind: 'unavailable' } });
    expect(await hashing.verify('a password', hash)).toBe(true);
  });

  it('passes a turn on when a hash is unreadable', async () => {
    const hashing = new Argon2PasswordHashing(cheap);
    const broken = Array.from({ length: 10 }, () => hashing.verify('a password', 'no hash'));
    for (const outcome of await Promise.allSettled(broken)) expect(outcome.status).toBe('rejected');
    expect(await hashing.verify('a password', await hashing.hash('a password'))).toBe(true);
  });
});
