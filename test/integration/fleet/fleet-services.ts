import { NestFactory } from '@nestjs/core';
import { Contracts, Registration } from '#libs/agreements';
import { CertificateRevocation, DeviceCertificates, RevocationListPublication } from '#libs/certificates';
import { Assignments, DeviceBatches, Devices, FleetReader, MapReader, PlaceTaking } from '#libs/devices';
import { Imports } from '#libs/imports';
import { ShareAcceptance, SiteSharing, Sites } from '#libs/sites';
import { ApiModule } from '../../../apps/api/src/api.module.js';
import type { ApiOptions } from '../../../apps/api/src/api-options.js';
import { RequestContext } from '../../../apps/api/src/request/request-context.js';
import { identityServices } from '../identity-services.js';

/** The services these tests ask, as the api puts them together, without its HTTP. */
export async function fleetServices(options: Omit<ApiOptions, 'requestContext'>) {
  const requestContext = new RequestContext();
  const api = ApiModule.over({ ...options, requestContext });
  const context = await NestFactory.createApplicationContext(api, { logger: false, abortOnError: false });
  const fleet = {
    registration: context.get(Registration, { strict: false }),
    contracts: context.get(Contracts, { strict: false }),
    devices: context.get(Devices, { strict: false }),
    reader: context.get(FleetReader, { strict: false }),
    map: context.get(MapReader, { strict: false }),
    batches: context.get(DeviceBatches, { strict: false }),
    assignments: context.get(Assignments, { strict: false }),
    places: context.get(PlaceTaking, { strict: false }),
    certificates: context.get(DeviceCertificates, { strict: false }),
    revocation: context.get(CertificateRevocation, { strict: false }),
    revocationList: context.get(RevocationListPublication, { strict: false }),
    sites: context.get(Sites, { strict: false }),
    siteSharing: context.get(SiteSharing, { strict: false }),
    shareAcceptance: context.get(ShareAcceptance, { strict: false }),
    imports: context.get(Imports, { strict: false }),
  };
  return { fleet, identity: identityServices(context), close: () => context.close() };
}
