import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type PlatformEvent, type PlatformEventName, platformEvents } from '#libs/contracts/events';
import { CertificateStatusChanges } from '../admission/certificate-status-changes.js';
import { BusReport } from './bus-report.js';

/** Takes events from the bus. What does not have the shape of its event changes nothing and is reported. */
@Controller()
export class PlatformEventsController {
  constructor(
    private readonly changes: CertificateStatusChanges,
    private readonly report: BusReport,
  ) {}

  @EventPattern('certificate.revoked' satisfies PlatformEventName)
  certificateRevoked(@Payload() body: unknown): void {
    const event = this.#checked('certificate.revoked', body);
    if (event) this.changes.certificateRevoked(event);
  }

  @EventPattern('device.lifecycle-changed' satisfies PlatformEventName)
  lifecycleChanged(@Payload() body: unknown): void {
    const event = this.#checked('device.lifecycle-changed', body);
    if (event) this.changes.lifecycleChanged(event);
  }

  #checked<Name extends PlatformEventName>(name: Name, body: unknown): PlatformEvent<Name> | undefined {
    const checked = platformEvents[name].safeParse(body);
    if (checked.success) this.report.taken(name);
    else this.report.malformed(name, checked.error.issues.map(({ path }) => path.join('.')).join(', '));
    return checked.success ? (checked.data as PlatformEvent<Name>) : undefined;
  }
}
