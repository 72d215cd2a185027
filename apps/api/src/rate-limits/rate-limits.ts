import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TooManyRequestsError } from './too-many-requests-error.js';

/** Requests a minute. */
export interface RateLimitSettings {
  /** Of one network address (an IPv6 /64). */
  readonly perAddress: number;
  /** Of one person or API key, over all of its sessions. */
  readonly perAccount: number;
}

const MINUTE_MS = 60_000;
/** Counters kept, each of one caller in the running minute; the longest silent one is forgotten beyond it. */
const COUNTERS_KEPT = 20_000;
/** Routes marked `@StrictRateLimit()`, which guessing has to go through, get this share of an address's limit. */
const STRICT_SHARE = 30;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/**
 * Counts requests by network address and by account, in each minute; says so in the RateLimit headers of
 * draft-ietf-httpapi-ratelimit-headers-07 and refuses what is beyond.
 *
 * Counts of this process: several api processes each allow as much.
 */
export class RateLimits {
  #address: Limiter | undefined;
  #strict: Limiter | undefined;
  #account: Limiter | undefined;
  readonly #accounts = new WeakMap<FastifyRequest, string>();

  /** @param settings undefined: nothing is limited */
  constructor(private readonly settings: RateLimitSettings | undefined) {}

  /** Counts every request but those of routes marked `@NotRateLimited()` by its address, before anything else is done for it. */
  async install(fastify: FastifyInstance): Promise<void> {
    if (!this.settings) return;
    const { perAddress, perAccount } = this.settings;
    await fastify.register(rateLimit, { global: false, cache: COUNTERS_KEPT, timeWindow: MINUTE_MS });
    const keyGenerator = ({ ip }: FastifyRequest) => normalizeIP(ip, 64);
    const strictMax = Math.max(1, Math.floor(perAddress / STRICT_SHARE));
    this.#address = fastify.createRateLimit({ max: perAddress, timeWindow: MINUTE_MS, keyGenerator });
    this.#strict = fastify.createRateLimit({ max: strictMax, timeWindow: MINUTE_MS, keyGenerator });
    this.#account = fastify.createRateLimit({
      max: perAccount,
      timeWindow: MINUTE_MS,
      keyGenerator: (request) => this.#accounts.get(request) ?? '',
    });
    fastify.addHook('onRequest', async (request, reply) => {
      const kind = request.routeOptions.config.fieldgate?.rateLimit;
      if (kind === 'none') return;
      await take(this.#address, request, reply);
      if (kind === 'strict') await take(this.#strict, request, reply);
    });
  }

  /**
   * Counts a request by who it speaks for.
   *
   * @param account id of the person or the API key
   * @throws {TooManyRequestsError}
   */
  async takeFor(account: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.#accounts.set(request, account);
    await take(this.#account, request, reply);
  }
}

/** The headers tell of the limit that is nearest. */
async function take(limiter: Limiter | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const state = await limiter?.(request);
  if (!state || state.isAllowed) return;
  const { max, remaining, ttlInSeconds, isExceeded } = state;
  const told = reply.getHeader('ratelimit-remaining');
  if (told === undefined || remaining < Number(told) || isExceeded)
    reply.headers({
      'ratelimit-limit': String(max),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(ttlInSeconds),
    });
  if (isExceeded) throw new TooManyRequestsError(max, Math.max(1, ttlInSeconds));
}
