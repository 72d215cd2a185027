import type { InboundMessage, Settled } from './inbound-message.js';

/** Takes the messages of devices and stores them in groups: decode, check, commit, and only then settle. */
export abstract class Ingest {
  /**
   * Takes one message. `settled` is called exactly once, later or at once, with what became of it; for `stored` never
   * before the commit. It does not throw, whatever the payload.
   */
  abstract accept(message: InboundMessage, settled: Settled): void;

  /**
   * Takes nothing more and waits until what was taken is settled, at most `limits.closeMs`; what is left then is
   * settled as `closing`. Repeating the call waits for the same end.
   */
  abstract close(): Promise<void>;
}
