/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type ProposalBody, proposal, proposalPage, sitePage } from '#libs/contracts/http';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import { ProposalListPage } from './proposal-list-page';
import { proposalSearch } from './search';

const named = (name: string) => ({ id: '01900000-0000-7000-8000-000000000002', name });
const aProposal = (differences: Partial<ProposalBody> = {}): ProposalBody => ({
  id: '01900000-0000-7000-8000-000000000061',
  status: 'proposed',
  asset: named('Main transformer'),
  customer: named('Waterworks'),
  provider: named('North Power'),
  message: 'We know it.',
  proposedById: '01900000-0000-7000-8000-000000000001',
  proposedAt: '2026-11-29T10:00:00.000Z',
  answeredById: null,
  answeredAt: null,
  reason: null,
  may: ['service.answer'],
  ...differences,
});

function Page() {
  const { search, address } = useKeptAddress(proposalSearch);
  const [isProposing, setIsProposing] = useState(false);
  return <ProposalListPage search={search} address={address} isProposing={isProposing} onPropose={setIsProposing} />;
}

describe('the list of proposals', () => {
  const api = fakeApiOfSuite();
  const id = aProposal().id;
  let listed: ProposalBody;
  beforeEach(() => {
    listed = aProposal();
    api
      .on('GET /me/tables/proposals', () => problem({ code: 'internal', status: 500 }))
      .on('GET /sites', () => answer(sitePage, { items: [], nextCursor: null }))
      .on('GET /proposals', () => answer(proposalPage, { items: [listed], nextCursor: null }));
  });
  const answers = (differences: Partial<ProposalBody>) => {
    listed = aProposal({ may: [], answeredAt: '2026-11-30T10:00:00.000Z', ...differences });
    return answer(proposal, listed, 201);
  };

  it('R3-33, R3-45: the customer accepts, and may name the machine; twice pressed is once', async () => {
    api.on(`POST /proposals/${id}/acceptance`, () => answers({ status: 'accepted' }));
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Accept the proposal for Main transformer' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Name of the machine'), ' 2');
    await userEvent.dblClick(within(dialog).getByRole('button', { name: 'Accept' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor(`POST /proposals/${id}/acceptance`).map(({ body }) => body)).toEqual([
      { name: 'Main transformer 2' },
    ]);
  });

  it('the customer declines with a reason, and the answer of somebody else before is told', async () => {
    api.on(`POST /proposals/${id}/decline`, () => problem({ code: 'fleet.proposal-answered', status: 409 }));
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Decline the proposal for Main transformer' }));
    const dialog = await screen.findByRole('dialog');
    const reason = within(dialog).getByRole('textbox') as HTMLInputElement;
    await userEvent.type(reason, 'Too dear.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Decline' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('answered meanwhile');
    expect(reason.value).toBe('Too dear.');
  });

  it('the provider takes back what waits, and cannot answer for the customer', async () => {
    listed = aProposal({ may: ['service.propose'] });
    api.on(`DELETE /proposals/${id}`, () => {
      listed = aProposal({ status: 'withdrawn', may: [] });
      return done();
    });
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Take back the proposal for Main transformer' }));
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull();
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take back' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Take back/ })).toBeNull());
  });
});
