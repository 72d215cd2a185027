import type { PlatformEventName } from '#libs/contracts/events';
import type { Logger } from '#libs/platform';
import type { BrokerMetrics } from '../metrics.js';

/** Tells log and metrics what came over the bus. */
export class BusReport {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: BrokerMetrics,
  ) {}

  taken(name: PlatformEventName): void {
    this.metrics.eventReceived(name, 'taken');
    this.logger.debug({ event: name }, 'An event came over the bus.');
  }

  /** @param fields the fields that are wrong, never their values */
  malformed(name: PlatformEventName, fields: string): void {
    this.metrics.eventReceived(name, 'malformed');
    this.logger.error(
      { event: name, fields },
      'An event came over the bus in a shape we do not know; it changes nothing. Are all processes of one version?',
    );
  }
}
