/**
 * RSA moduli that are known to be factored with little effort. What passes is not proven strong: two devices that share a
 * prime, for instance, are not found.
 */

/** Primes a modulus of two large primes cannot have as factors. */
const SMALL_PRIMES = primesBelow(1_000);
/**
 * Fermat's method finds primes this many steps beyond the square root: generators that search the second prime near the first
 * (CVE-2022-26320) are broken in a handful.
 */
const FERMAT_STEPS = 100;

const SQUARES_MODULO_16: ReadonlySet<bigint> = new Set([0n, 1n, 4n, 9n]);

/** Primes by which the generator of CVE-2017-15361 ("ROCA") gives itself away: its primes are powers of 65537 modulo each. */
const ROCA_PRIMES = primesBelow(168).filter((prime) => prime > 2);
const ROCA_GENERATOR = 65_537;
const ROCA_RESIDUES: ReadonlyMap<number, ReadonlySet<number>> = new Map(
  ROCA_PRIMES.map((prime) => [prime, powersModulo(ROCA_GENERATOR, prime)]),
);

/** Says why the modulus is easily factored; `undefined` if it has none of the known weaknesses. */
export function weaknessOf(modulus: bigint): string | undefined {
  const factor = SMALL_PRIMES.find((prime) => modulus % BigInt(prime) === 0n);
  if (factor !== undefined) return `divisible by ${factor}`;
  // By chance a random modulus looks like that once in 2^154 (Nemec et al., CCS 2017, §2.3).
  if (ROCA_PRIMES.every((prime) => ROCA_RESIDUES.get(prime)?.has(Number(modulus % BigInt(prime))))) {
    return 'made by a generator with CVE-2017-15361';
  }
  return hasCloseFactors(modulus) ? 'with primes close to each other' : undefined;
}

/** Fermat's method: the modulus is a² − b² for an `a` little above its square root. */
function hasCloseFactors(modulus: bigint): boolean {
  let a = squareRoot(modulus);
  if (a * a < modulus) a += 1n;
  for (let step = 0; step < FERMAT_STEPS; step += 1, a += 1n) {
    const square = a * a - modulus;
    if (!SQUARES_MODULO_16.has(square & 15n)) continue;
    const b = squareRoot(square);
    if (b * b === square) return true;
  }
  return false;
}

/** The largest integer whose square is not above `value`, by Newton's method. */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function primesBelow(limit: number): number[] {
  const numbers = Array.from({ length: Math.max(0, limit - 2) }, (_, index) => index + 2);
  return numbers.filter((number) => numbers.every((other) => other * other > number || number % other !== 0));
}

function powersModulo(base: number, prime: number): Set<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * base) % prime) powers.add(power);
  return powers;
}
