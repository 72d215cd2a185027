import { Announcements, type PlatformEventBody, type PlatformEventName } from '#libs/contracts/events';
import type { Logger, PlatformBus } from '#libs/platform';

/**
 * The internal bus, connected to when there is something to tell the first time: few workers ever have, and its client takes
 * memory and a third of a second to load.
 *
 * Where it cannot be opened (this process was given no certificate for it), that is logged once, and nothing is told until the
 * next start: brokers find by comparing with the database.
 */
export class BusWhenNeeded extends Announcements {
  #bus: Promise<PlatformBus | undefined> | undefined;

  constructor(
    private readonly open: () => Promise<PlatformBus>,
    private readonly logger: Logger,
  ) {
    super();
  }

  override announce<Name extends PlatformEventName>(name: Name, event: PlatformEventBody<Name>): void {
    this.#bus ??= this.#opened();
    void this.#bus.then((bus) => bus?.announce(name, event));
  }

  async close(): Promise<void> {
    await (await this.#bus)?.close();
  }

  async #opened(): Promise<PlatformBus | undefined> {
    try {
      const bus = await this.open();
      bus.start();
      return bus;
    } catch (err) {
      this.logger.warn({ err }, 'The worker is on no bus; brokers find by comparing what it changes.');
      return undefined;
    }
  }
}
