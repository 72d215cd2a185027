/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type DeviceDetailsBody, deviceCertificateList, deviceDetails, issuedCertificate } from '#libs/contracts/http';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { CertificatePage } from './certificate-page';

const id = '01900000-0000-7000-8000-000000000001';
const device: DeviceDetailsBody = {
  id,
  serialNumber: 'FG-1',
  macAddress: '00:C0:B7:1A:2B:3C',
  type: 'Gateway',
  name: 'Pump house',
  organizationId: id,
  organizationName: 'Waterworks',
  siteId: null,
  tags: [],
  lifecycle: 'registered',
  connectivity: { state: 'never', since: null, lastSeenAt: null },
  freshness: 'silent',
  may: [],
  certificate: { state: 'none', notAfter: null },
  createdAt: '2026-11-30T06:00:00.000Z',
  keyAlgorithm: 'ec-p256',
  asset: null,
  site: null,
  contract: null,
  systemName: null,
  systemNameMatches: null,
  systemNameTemplate: 'MODEL RATING SERIAL',
};
const file = (name: string) => ({ name, content: `PEM of ${name}`, encoding: 'utf-8' as const });
const issued = (files: readonly string[]) => ({
  certificate: {
    serialNumber: '4fa0',
    notBefore: '2026-11-30T06:00:00.000Z',
    notAfter: '2028-11-29T06:00:00.000Z',
    fingerprintSha256: 'ab'.repeat(32),
    keyAlgorithm: 'ec-p256',
  },
  files: files.map(file),
});
const post = `POST /devices/${id}/certificates`;

describe('the certificate of a device', () => {
  const api = fakeApiOfSuite();
  const onUnsaved = jest.fn();
  const onIssued = jest.fn();
  const saved: string[] = [];
  beforeEach(() => {
    onUnsaved.mockClear();
    onIssued.mockClear();
    saved.length = 0;
    URL.createObjectURL = () => 'blob:x';
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    api
      .on(`GET /devices/${id}/certificates`, () => answer(deviceCertificateList, { items: [] }))
      .on(post, () => answer(issuedCertificate, issued(['FG-1.key', 'FG-1.pem']), 201));
  });
  afterEach(() => jest.restoreAllMocks());
  const open = (differences: Partial<DeviceDetailsBody> = {}) => {
    api.on(`GET /devices/${id}`, () => answer(deviceDetails, { ...device, ...differences }));
    return show(
      <CertificatePage
        deviceId={id}
        back={<a href="/certificates">All certificates</a>}
        checklist={<p>steps</p>}
        onUnsaved={onUnsaved}
        onIssued={onIssued}
      />,
    );
  };

  it('is made by the platform for RSA models, which is said before', async () => {
    await open({ keyAlgorithm: 'rsa-2048' });
    expect(await screen.findByText(/This model takes an RSA key/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Generate certificate' }));
    await screen.findByText(/shown this once/);
    expect(api.askedFor(post).map(({ body }) => body)).toEqual([{}]);
  });

  it('comes as a key and a certificate file, guarded until both were saved', async () => {
    await open({ keyAlgorithm: 'rsa-2048' });
    await userEvent.click(await screen.findByRole('button', { name: 'Generate certificate' }));
    const key = await screen.findByRole('button', { name: 'Save FG-1.key' });
    expect(onUnsaved).toHaveBeenLastCalledWith(true);
    expect(onIssued).toHaveBeenCalledTimes(1);
    await userEvent.click(key);
    expect(onUnsaved).toHaveBeenLastCalledWith(true);
    await userEvent.click(screen.getByRole('button', { name: 'Save FG-1.pem' }));
    expect(onUnsaved).toHaveBeenLastCalledWith(false);
    expect(saved).toEqual(['FG-1.key', 'FG-1.pem']);
    expect(screen.getAllByText('Saved')).toHaveLength(2);
  });

  it('is shown why there is none, and the button stays', async () => {
    api.on(post, () => problem({ code: 'identity.not-allowed', status: 403 }));
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Generate certificate' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You may not do this');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Generate certificate' })).toBeDefined());
    expect(onUnsaved).not.toHaveBeenCalledWith(true);
  });

  it('of a revoked certificate no file is offered any more, and nobody is asked for its key', async () => {
    const revoked = {
      ...issued([]).certificate,
      state: 'revoked' as const,
      issuedAt: device.createdAt,
      requestedById: null,
      revokedAt: device.createdAt,
      revocationReason: 'superseded',
      pem: 'PEM',
    };
    api.on(`GET /devices/${id}/certificates`, () => answer(deviceCertificateList, { items: [revoked] }));
    await open({ keyAlgorithm: 'rsa-2048' });
    await userEvent.click(await screen.findByRole('button', { name: 'Generate certificate' }));
    expect(await screen.findByText(/was revoked/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Save FG-1.key' })).toBeNull();
    expect(screen.queryByText(/valid certificate/)).toBeNull();
    expect(onUnsaved).toHaveBeenLastCalledWith(false);
  });
});
