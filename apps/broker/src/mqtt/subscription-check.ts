import { decideSubscribe } from '#libs/mqtt';
import type { Session } from '../session/session.js';
import type { SessionLife } from '../session/session-life.js';
import type { SessionStore } from '../session/session-store.js';
import type { RequestedSubscription } from './aedes-internals.js';

type SubscriptionDone = (failure: null, subscription: RequestedSubscription | null) => void;

/** Decides about each filter of a SUBSCRIBE, and keeps what is subscribed to in the session store. */
export class SubscriptionCheck {
  constructor(
    private readonly store: SessionStore,
    private readonly life: SessionLife,
  ) {}

  decide(session: Session, subscription: RequestedSubscription, done: SubscriptionDone): void {
    if (subscription.requested === undefined) {
      done(null, null); // it stands for those of a session that is kept
      return;
    }
    const decision = decideSubscribe(session.device.id, subscription.requested);
    if (decision.allowed) {
      if (!session.ended) this.store.subscribe(session.device.id, decision, subscription.qos);
      subscription.topic = decision.filter;
      done(null, subscription);
    } else if (decision.refusal === 'malformed') {
      // Breaks the protocol [MQTT-4.7.1-2], [MQTT-4.7.1-3], and that ends the connection [MQTT-4.8.0-1].
      this.life.refuse(session, 'protocol-error', 'connection.protocol-error', decision.reason);
    } else {
      // Well-formed, but not the device's own: refused in the SUBACK (§3.9.3).
      this.life.record(session, 'connection.subscription-refused', decision.reason);
      done(null, null);
    }
  }
}
