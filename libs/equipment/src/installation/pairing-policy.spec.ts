import { deviceId } from '#libs/kernel';
import { oneToOne, type Pairing, type PairingPolicy, requirePairable } from './pairing-policy.js';

const device = { id: deviceId('01900000-0000-7000-8000-000000000001'), serialNumber: 'DEV-1' };
const otherDevice = { id: deviceId('01900000-0000-7000-8000-000000000002'), serialNumber: 'DEV-2' };
const asset = { id: '01900000-0000-7000-8000-00000000000a', label: 'UPS in hall 1' };
const otherAsset = { id: '01900000-0000-7000-8000-00000000000b', label: 'UPS in hall 2' };

/** The code of the refusal, if it is one. */
function pair(policy: PairingPolicy, present: Partial<Pairing>): string | undefined {
  try {
    requirePairable(policy, { device, asset, assetsOfDevice: [], devicesOfAsset: [], ...present });
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** What R3-44 announces: several machines for one device. */
const severalAssets: PairingPolicy = { assetsPerDevice: 3, devicesPerAsset: 1 };

describe('requirePairable', () => {
  it.each([
    ['R3-43: takes what is free', oneToOne, {}, undefined],
    [
      'R3-43: refuses a device that is on another asset',
      oneToOne,
      { assetsOfDevice: [otherAsset] },
      'fleet.device-installed',
    ],
    [
      'R3-43: refuses an asset that has another device',
      oneToOne,
      { devicesOfAsset: [otherDevice] },
      'fleet.asset-occupied',
    ],
    [
      'R3-44: takes a second asset for a device when the policy allows several',
      severalAssets,
      { assetsOfDevice: [otherAsset] },
      undefined,
    ],
    [
      'R3-44: refuses what is one more than the policy allows',
      severalAssets,
      { assetsOfDevice: [otherAsset, otherAsset, otherAsset] },
      'fleet.device-installed',
    ],
    [
      'never pairs the same two twice, whatever the policy',
      { assetsPerDevice: 9, devicesPerAsset: 9 },
      { assetsOfDevice: [asset], devicesOfAsset: [device] },
      'fleet.device-installed',
    ],
  ] as const)('%s', (_rule, policy, present, code) => {
    expect(pair(policy, present)).toBe(code);
  });

  it('names what is on what', () => {
    const blocked = () =>
      requirePairable(oneToOne, { device, asset, assetsOfDevice: [otherAsset], devicesOfAsset: [] });
    expect(blocked).toThrow(/DEV-1 is installed on asset "UPS in hall 2"/);
  });
});
