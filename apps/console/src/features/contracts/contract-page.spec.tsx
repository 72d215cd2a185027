/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ServiceContractBody, serviceContract } from '#libs/contracts/http';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { ContractPage } from './contract-page';

const id = '01900000-0000-7000-8000-000000000051';
const next = '01900000-0000-7000-8000-000000000052';
const named = (name: string) => ({ id: '01900000-0000-7000-8000-000000000002', name });
const aContract = (differences: Partial<ServiceContractBody> = {}): ServiceContractBody => ({
  id,
  state: 'ending',
  customer: named('Waterworks'),
  provider: named('North Power'),
  device: { id: '01900000-0000-7000-8000-000000000011', serialNumber: 'FG-0001' },
  asset: named('Main transformer'),
  startDate: '2026-01-10',
  endDate: '2027-01-10',
  graceEndDate: '2027-02-09',
  leaseMonths: 12,
  salesOrderNumber: null,
  serviceContractNumber: 'SC-1',
  renewsId: null,
  renewedById: null,
  noticedDays: 60,
  createdAt: '2026-01-01T00:00:00.000Z',
  may: ['contract.renew'],
  ...differences,
});
const onRenewed = jest.fn();
const page = (
  <ContractPage
    id={id}
    back={<a href="/contracts">All</a>}
    linkToDevice={(deviceId, words) => <a href={`/devices/${deviceId}`}>{words}</a>}
    linkToContract={(contractId, words) => <a href={`/contracts/${contractId}`}>{words}</a>}
    onRenewed={onRenewed}
  />
);

describe('the page of a contract', () => {
  const api = fakeApiOfSuite();
  const shows = (differences: Partial<ServiceContractBody> = {}) =>
    api.on(`GET /contracts/${id}`, () => answer(serviceContract, aContract(differences)));
  beforeEach(() => onRenewed.mockClear());

  it('says what its state means, who can renew it, and which notices of its end went out', async () => {
    shows();
    await show(page);
    expect(await screen.findByText(/60 days or less are left\. North Power can renew it now/)).toBeDefined();
    const notices = within(screen.getByRole('region', { name: 'Notices of its end' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(notices).toEqual([
      '11 Nov 202660 days before the endSent',
      '11 Dec 202630 days before the endWill be sent',
      '3 Jan 20277 days before the endWill be sent',
      '10 Jan 2027On the first day without the serviceWill be sent',
    ]);
  });

  it('R1-15: is renewed from its end for 12 months unless something else is typed; a retry makes one', async () => {
    shows();
    let isLost = true;
    api.on(`POST /contracts/${id}/renewal`, () => {
      if (!isLost) return answer(serviceContract, aContract({ id: next, renewsId: id }), 201);
      isLost = false;
      throw new TypeError('the network is gone');
    });
    await show(page);
    await userEvent.click(await screen.findByRole('button', { name: 'Renew' }));
    const dialog = await screen.findByRole('dialog');
    const press = () => userEvent.click(within(dialog).getByRole('button', { name: 'Renew' }));
    await press();
    expect((await within(dialog).findByRole('alert')).textContent).toContain('cannot be reached');
    await press();
    await waitFor(() => expect(onRenewed).toHaveBeenCalledWith(next));
    const [first, second] = api.askedFor(`POST /contracts/${id}/renewal`);
    expect(second?.body).toEqual({ leaseMonths: 12, startDate: '2027-01-10' });
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('tells at the field that a renewal begins too early', async () => {
    shows();
    api.on(`POST /contracts/${id}/renewal`, () =>
      problem({ code: 'fleet.renewal-start', status: 400, errors: [{ path: 'startDate', message: 'later' }] }),
    );
    await show(page);
    await userEvent.click(await screen.findByRole('button', { name: 'Renew' }));
    const dialog = screen.getByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Renew' }));
    const start = within(dialog).getByLabelText('First day of the renewal');
    await waitFor(() => expect(start.getAttribute('aria-invalid')).toBe('true'));
  });

  it('offers no renewal to whoever may not, or once it is renewed, and leads to what goes on from it', async () => {
    shows({ state: 'renewed', renewedById: next, may: [] });
    await show(page, 'pl');
    expect((await screen.findByRole('link', { name: 'Następna umowa' })).getAttribute('href')).toBe(
      `/contracts/${next}`,
    );
    expect(screen.queryByRole('button', { name: 'Przedłuż' })).toBeNull();
  });
});
