/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import type { ProblemDocument } from '#libs/contracts/http';
import { Refusal } from '../app/refusal';
import { show } from '../testing/render';
import { Problem } from './problem';

const refusedWith = (parts: Partial<ProblemDocument>) =>
  Refusal.of({
    type: 'urn:fieldgate:problem:fleet.asset-limit',
    title: 'Asset limit',
    status: 409,
    detail: 'The customer has 1200 assets, and its limit is 1200.',
    instance: 'urn:fieldgate:request:1',
    code: 'fleet.asset-limit',
    correlationId: '1',
    ...parts,
  });

describe('a refusal in the words of its reader', () => {
  it('R0-19: says the numbers it is about, as the reader writes them', async () => {
    const refusal = refusedWith({ params: { assets: 1_200, limit: 1_200 } });
    const { unmount } = await show(<Problem refusal={refusal} />);
    expect(screen.getByText(/^It has 1,200, and its limit is 1,200\./)).toBeDefined();
    unmount();
    await show(<Problem refusal={refusal} />, 'pl');
    expect(screen.getByText(/^Ma ich 1200, a limit to 1200\./)).toBeDefined();
  });

  it('is as the platform says it where the numbers did not come, and never with a gap', async () => {
    await show(<Problem refusal={refusedWith({})} />);
    expect(screen.getByText('The customer has 1200 assets, and its limit is 1200.')).toBeDefined();
  });
});
