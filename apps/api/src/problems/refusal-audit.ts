import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Actor, AuditTrail, type Json } from '#libs/identity';
import { type DomainError, organizationId } from '#libs/kernel';
import { LogSink } from '../observability/log-sink.js';

/** Refusals of one actor that are noted one by one within a minute; the rest is counted. */
export const REFUSALS_A_MINUTE = 30;
const WINDOW_MS = 60_000;
/** Actors watched at once; beyond it a refusal is noted without being counted. */
const ACTORS_WATCHED = 10_000;

/** What was asked, with nothing secret in it. */
export interface RefusedRequest {
  readonly method: string;
  readonly path: string;
}

interface Window {
  count: number;
  readonly timer: NodeJS.Timeout;
  readonly close: () => Promise<void>;
}

/**
 * Notes what was refused to whom: not allowed, or not there for them, which may be a look at somebody else's.
 *
 * Here and not where it is refused: the refusal rolls back whatever transaction it happened in. Somebody who asks
 * without end must not fill the trail: at most 30 events a minute for each actor, then one with the number of the rest.
 */
@Injectable()
export class RefusalAudit implements OnModuleDestroy {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly audit: AuditTrail,
    private readonly log: LogSink,
  ) {}

  async note(refusal: DomainError, actor: Actor | undefined, request: RefusedRequest): Promise<void> {
    // A stranger who finds nothing is no event: there is nobody to name.
    if (refusal.kind !== 'forbidden' && !(refusal.kind === 'not-found' && actor)) return;
    const window = this.#windowOf(actor);
    if (window) window.count += 1;
    if (window && window.count > REFUSALS_A_MINUTE) return;
    await this.#record(actor, placeOf(refusal, actor), { ...detailsOf(refusal), code: refusal.code, ...request });
  }

  /** Notes what was only counted so far. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.#windows.values()].map(({ close }) => close()));
  }

  #windowOf(actor: Actor | undefined): Window | undefined {
    const key = actor?.apiKeyId ?? actor?.personId ?? 'nobody';
    const known = this.#windows.get(key);
    if (known || this.#windows.size >= ACTORS_WATCHED) return known;
    const close = async () => {
      clearTimeout(window.timer);
      this.#windows.delete(key);
      const surplus = window.count - REFUSALS_A_MINUTE;
      if (surplus > 0)
        await this.#record(actor, placeOf(undefined, actor), { surplus, withinSeconds: WINDOW_MS / 1000 });
    };
    const window: Window = { count: 0, close, timer: setTimeout(() => void close(), WINDOW_MS).unref() };
    this.#windows.set(key, window);
    return window;
  }

  async #record(actor: Actor | undefined, place: string | null, details: Record<string, Json>): Promise<void> {
    try {
      await this.audit.record({
        action: 'access.refused',
        actorId: actor?.personId ?? null,
        organizationId: place === null ? null : organizationId(place),
        subject: { kind: 'request', id: null },
        details,
      });
    } catch (err) {
      // The refusal stands and is answered, whether it could be noted or not.
      this.log.error({ err, code: details.code }, 'A refusal could not be audited.');
    }
  }
}

/** The organization it was refused in, which the actor sees; else the actor's own. */
function placeOf(refusal: DomainError | undefined, actor: Actor | undefined): string | null {
  const named = refusal?.kind === 'forbidden' ? detailsOf(refusal).organizationId : undefined;
  return typeof named === 'string' ? named : (actor?.memberships[0]?.organizationId ?? null);
}

const detailsOf = (refusal: DomainError) => refusal.details as Readonly<Record<string, Json>>;
