import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

/** A device at a customer of its own, with a certificate. */
async function aDeviceWithCertificate() {
  const { organization, registration } = await test.fleet.registration.register(test.actorIn(test.provider), aForm());
  const { id } = registration.device;
  const { certificate } = await test.fleet.certificates.issue(test.actorIn(organization), id, {});
  return { id, customer: organization, serialNumber: certificate.serialNumber };
}

describe('a device that takes another one’s place', () => {
  it('loses the certificates it had of another customer, and the brokers are told of it as of the old one’s', async () => {
    const [old, taker] = [await aDeviceWithCertificate(), await aDeviceWithCertificate()];
    const actor = test.actorIn(test.provider);
    const seen = await test.fleet.devices.get(actor, old.id, 'device.replace');
    const told = test.announcements.heard.length;
    const { announce } = await test.registry.run(async () => {
      const pair = await test.fleet.places.hold(actor, seen, taker.id);
      const customer = await test.identity.organizations.hold(actor, old.customer.id);
      return test.fleet.places.take(actor, pair, customer, null, test.clock.now());
    });
    expect(test.announcements.heard).toHaveLength(told);
    announce();
    expect(test.announcements.heard.slice(told)).toMatchObject([
      {
        name: 'certificate.revoked',
        event: { serialNumber: taker.serialNumber, deviceId: taker.id, reason: 'affiliationChanged' },
      },
      { name: 'certificate.revoked', event: { serialNumber: old.serialNumber, reason: 'superseded' } },
      { name: 'device.lifecycle-changed', event: { deviceId: old.id, lifecycle: 'retired' } },
    ]);
  });
});
