import { type CertificateHolder, CertificateHolders } from '#libs/certificates';
import type { Devices } from '#libs/devices';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { ServiceTerms } from './service-terms.js';

/** Devices as holders of certificates: new ones are for those whose contract goes on. */
export class ServedDevices extends CertificateHolders {
  constructor(
    private readonly devices: Devices,
    private readonly terms: ServiceTerms,
  ) {
    super();
  }

  override async get(
    actor: Actor,
    id: DeviceId,
    action: 'certificate.generate' | 'fleet.read',
  ): Promise<CertificateHolder> {
    const device = await this.devices.get(actor, id, action);
    if (action === 'certificate.generate') await this.terms.requireService(actor, device);
    return device;
  }
}
