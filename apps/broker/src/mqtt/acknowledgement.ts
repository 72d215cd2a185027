import type { ConnectionRefusalCode } from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import type { IngestOutcome } from '#libs/telemetry';

/** What ends the session of a message that was taken and could not be stored. */
export interface Ending {
  readonly cause: DisconnectCode;
  readonly refusal: ConnectionRefusalCode | undefined;
}

const ENDINGS: Readonly<Record<Exclude<IngestOutcome['kind'], 'stored'>, Ending>> = {
  dropped: { cause: 'overloaded', refusal: 'connection.overloaded' },
  overloaded: { cause: 'overloaded', refusal: 'connection.overloaded' },
  closing: { cause: 'broker-shutdown', refusal: undefined },
  failed: { cause: 'ingest-failed', refusal: undefined },
};

/**
 * Whether a message is acknowledged (PUBACK, PUBREC): when it is stored, as what it says or as a rejected message, and not
 * before or otherwise.
 *
 * @param qos 0 promises nothing, so nothing ends for it
 * @returns nothing if it is, else what ends its session: MQTT 3.1.1 has no other way to say no
 */
export function endingUnlessAcknowledged({ kind }: IngestOutcome, qos: number): Ending | undefined {
  return kind === 'stored' || qos === 0 ? undefined : ENDINGS[kind];
}
