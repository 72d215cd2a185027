import type { Clock } from '#libs/kernel';
import { CHAIN_BEGINNING, type ChainHead, hashOf, type SealedEvent } from './audit-chain.js';
import type { AuditChainStore } from './audit-chain.store.js';

/** The first place where the chain does not hold. */
export interface ChainFault {
  readonly number: bigint;
  /** Of the event with that number; null when there is none. */
  readonly eventId: string | null;
  /** missing: no event has the number; altered: its hash is not that of its fields; other-head: the remembered one was another. */
  readonly kind: 'missing' | 'altered' | 'other-head';
  /** What differs, in words. */
  readonly difference: string;
}

export interface ChainReport {
  /** Events that were looked at and hold. */
  readonly count: number;
  /** The last of them: to be remembered outside the database, for only that tells when the end of the chain is cut off. */
  readonly head: ChainHead;
  readonly fault: ChainFault | null;
  /** Events older than a minute that the worker has not sealed. */
  readonly unsealed: { readonly count: number; readonly oldestId: string | null };
}

/** Events read at once: the memory it needs does not grow with the chain. */
const BATCH = 1_000;
/** After this the worker should have sealed an event, milliseconds. */
const SEALING_LIMIT_MS = 60_000;

/** Walks the chain of audit events and says whether it holds. */
export class AuditVerification {
  constructor(
    private readonly chain: AuditChainStore,
    private readonly clock: Clock,
  ) {}

  /** @param remembered a head reported earlier, which must still stand in the chain */
  async run(remembered?: ChainHead): Promise<ChainReport> {
    const unsealed = await this.chain.unsealedBefore(new Date(this.clock.now().getTime() - SEALING_LIMIT_MS));
    let head: ChainHead = { number: 0n, hash: CHAIN_BEGINNING };
    for (;;) {
      const events = await this.chain.sealedAfter(head.number, BATCH);
      for (const sealed of events) {
        const fault = faultOf(head, sealed) ?? otherHead(sealed, remembered);
        if (fault) return { count: Number(head.number), head, fault, unsealed };
        head = { number: sealed.number, hash: hashOf(head.hash, sealed.number, sealed.event) };
      }
      if (events.length < BATCH) break;
    }
    const fault = remembered && remembered.number > head.number ? cutOff(head, remembered) : null;
    return { count: Number(head.number), head, fault, unsealed };
  }
}

function faultOf(before: ChainHead, { event, number, hash }: SealedEvent): ChainFault | undefined {
  const expected = before.number + 1n;
  if (number !== expected)
    return {
      number: expected,
      eventId: null,
      kind: 'missing',
      difference: `after number ${before.number} comes number ${number} (event ${event.id})`,
    };
  const computed = hashOf(before.hash, number, event);
  if (hash?.equals(computed)) return undefined;
  return {
    number,
    eventId: event.id,
    kind: 'altered',
    difference: `its fields and the hash before it give ${computed.toString('hex')}, its seal is ${hash?.toString('hex') ?? 'empty'}`,
  };
}

function otherHead({ event, number, hash }: SealedEvent, remembered: ChainHead | undefined): ChainFault | undefined {
  if (number !== remembered?.number || hash?.equals(remembered.hash)) return undefined;
  const difference = `the remembered hash is ${remembered.hash.toString('hex')}, the chain's is ${hash?.toString('hex') ?? 'empty'}`;
  return { number, eventId: event.id, kind: 'other-head', difference };
}

function cutOff(head: ChainHead, remembered: ChainHead): ChainFault {
  const difference = `the chain ends at number ${head.number}, but reached number ${remembered.number} when its head was noted`;
  return { number: head.number + 1n, eventId: null, kind: 'missing', difference };
}
