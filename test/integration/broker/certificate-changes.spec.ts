import { CertificateStatusQuery } from '#libs/certificates';
import { BrokerWorld, type TestDevice } from './broker-world.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('what a broker asks the registry every few seconds', () => {
  let world: BrokerWorld;
  let registry: CertificateStatusQuery;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
    registry = new CertificateStatusQuery(world.pool(1));
  }, 180_000);
  afterAll(() => world.end(), 60_000);

  const change = (device: TestDevice, assignment: string) =>
    world.registry.query(`UPDATE device SET ${assignment} WHERE id = $1`, [device.id]);

  /** What is told of the device's certificate after the work, by somebody who asks from before it. */
  async function toldOf({ credentials: { certificate } }: TestDevice, work: () => Promise<unknown>) {
    const { upTo, statuses } = await registry.changedSince(undefined);
    expect(statuses.size).toBe(0);
    await work();
    const changes = await registry.changedSince(upTo);
    expect(changes.isWhole).toBe(true);
    expect(changes.upTo.getTime()).toBeGreaterThanOrEqual(upTo.getTime());
    return changes.statuses.get(certificate.fingerprintSha256);
  }

  it('tells a revocation, also one made by hand', async () => {
    const device = await world.device();
    expect(await toldOf(device, () => world.revoke(device))).toMatchObject({
      revokedAt: expect.any(Date),
      device: { id: device.id },
    });
  });

  it.each(['suspended', 'retired'])('tells that a device is %s', async (lifecycle) => {
    const device = await world.device();
    const told = await toldOf(device, () => change(device, `lifecycle = '${lifecycle}'`));
    expect(told?.device?.lifecycle).toBe(lifecycle);
  });

  it('tells nothing of a certificate that was issued, nor of the activation and the name of its device', async () => {
    const device = await world.device('registered');
    const told = await toldOf(device, async () => {
      await change(device, `lifecycle = 'active'`);
      await change(device, `name = 'Another name'`);
    });
    expect(told).toBeUndefined();
  });
});
