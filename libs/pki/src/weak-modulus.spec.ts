import { checkPrimeSync, generateKeyPairSync, generatePrimeSync } from 'node:crypto';
import fc from 'fast-check';
import { weaknessOf } from './weak-modulus.js';

const prime = (bits: number, options: { add?: bigint; rem?: bigint } = {}) =>
  generatePrimeSync(bits, { bigint: true, ...options });

/** The product of all primes the fingerprint of CVE-2017-15361 looks at, 3 to 167. */
const primorial = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
].reduce((product, each) => product * BigInt(each), 1n);

/** A prime as the broken generator made them: k · M + 65537^a mod M. */
function rocaPrime(bits: number, power: bigint): bigint {
  let residue = 1n;
  for (let round = 0n; round < power; round += 1n) residue = (residue * 65_537n) % primorial;
  return prime(bits, { add: 2n * primorial, rem: residue % 2n === 1n ? residue : residue + primorial });
}

/** Two primes as a generator makes them that searches the second from the first on. */
function neighbors(): bigint {
  const first = prime(1024);
  let second = first + 2n;
  while (!checkPrimeSync(second)) second += 2n;
  return first * second;
}

describe('the modulus of an RSA key', () => {
  it('passes when OpenSSL made it', () => {
    for (const bits of [2048, 3072]) {
      const { n = '' } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' });
      expect(weaknessOf(BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`))).toBeUndefined();
    }
  });

  it('is refused when a small prime divides it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2n, 3n, 5n, 167n, 997n),
        fc.bigInt({ min: 2n ** 2040n, max: 2n ** 2041n }),
        (small, rest) => {
          expect(weaknessOf(small * rest)).toMatch(/^divisible by \d+$/);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is refused when its primes are so close that Fermat finds them', () => {
    expect(weaknessOf(neighbors())).toBe('with primes close to each other');
    const square = prime(1024);
    expect(weaknessOf(square * square)).toBe('with primes close to each other');
  });

  it('is refused when both primes come from the generator of CVE-2017-15361', () => {
    expect(weaknessOf(rocaPrime(1024, 77n) * rocaPrime(1024, 123n))).toBe('made by a generator with CVE-2017-15361');
  });
});
