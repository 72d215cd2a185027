import type { DeviceOwnerships, Transfer } from '#libs/agreements';
import { disconnectCauseInWords } from '#libs/contracts/events';
import type { ChartEventBody, SeriesListBody } from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { Span, TelemetryReader } from '#libs/telemetry';

/** As many marks as a chart can show apart, and more. */
const SHOWN = 500;
/** Transfers of one device that are looked at, the latest. */
const TRANSFERS = 100;

type SeenDevice = Awaited<ReturnType<DeviceOwnerships['see']>>;

/** What happened to a device in the span of a chart. */
export class ChartEvents {
  constructor(
    private readonly ownerships: DeviceOwnerships,
    private readonly telemetry: TelemetryReader,
  ) {}

  /** Oldest first; the newest of them. Guests are told of no transfers. */
  async within(
    actor: Actor,
    id: DeviceId,
    device: SeenDevice,
    span: Span,
  ): Promise<Pick<SeriesListBody, 'events' | 'eventsLeftOff'>> {
    const connectivity = await this.telemetry.connectivityWithin(device, span, SHOWN + 1);
    const transfers = device.isGuest ? [] : await this.ownerships.transfers(actor, id, TRANSFERS, undefined);
    const all: ChartEventBody[] = [
      ...connectivity.map(({ occurredAt, event, cause }) => ({
        at: occurredAt.toISOString(),
        kind: event,
        cause: cause ?? null,
        detail: cause === undefined ? null : disconnectCauseInWords(cause),
      })),
      ...transfers.filter(({ since }) => since >= span.from && since < span.to).map(transferEvent),
    ].sort((one, other) => (one.at < other.at ? -1 : 1));
    return { events: all.slice(-SHOWN), eventsLeftOff: all.length > SHOWN };
  }
}

const transferEvent = ({ since, cause, organizationName }: Transfer): ChartEventBody => ({
  at: since.toISOString(),
  kind: 'transferred',
  cause,
  detail: organizationName,
});
