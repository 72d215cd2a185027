/** @jest-environment jsdom */
import { useQuery } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { z } from 'zod';
import { ask } from '../app/http';
import { answer, problem } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { RemoteView } from './remote-view';

const names = z.object({ items: z.array(z.string()) });

function Names() {
  const query = useQuery({
    queryKey: ['names'],
    queryFn: ({ signal }) => ask({ path: '/names', answer: names, signal }),
  });
  return (
    <RemoteView
      query={query}
      loading={<p>skeleton</p>}
      isEmpty={({ items }) => items.length === 0}
      empty={<p>first step</p>}
    >
      {({ items }) => <p>{items.join(', ')}</p>}
    </RemoteView>
  );
}

describe('a view of remote data', () => {
  const api = fakeApiOfSuite();

  it('is loading until the answer is there, and says so to who cannot see it', async () => {
    let give: (response: Response) => void = () => undefined;
    api.on('GET /names', () => new Promise((resolve) => (give = resolve)));
    await show(<Names />);
    expect(screen.getByText('skeleton')).toBeDefined();
    expect(screen.getByRole('status').textContent).toBe('Loading');
    await act(async () => give(answer(names, { items: ['ada'] })));
    expect(await screen.findByText('ada')).toBeDefined();
    expect(screen.queryByText('skeleton')).toBeNull();
  });

  it('shows a failure with its next step and its request, and what is there after another try', async () => {
    api.on('GET /names', () => problem({ code: 'platform.database-unavailable', status: 503 }));
    await show(<Names />);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The platform cannot reach its database');
    expect(alert.textContent).toContain('request 7eadf30b-8dc3-4907-be9f-d7546aa1dc29');
    api.on('GET /names', () => answer(names, { items: ['ada'] }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('ada')).toBeDefined();
  });

  it('shows a refusal that has no words of ours with those of the API', async () => {
    api.on('GET /names', () => problem({ code: 'sites.site-unknown', status: 404, detail: 'You see no such site.' }));
    await show(<Names />, 'pl');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('To się nie powiodło');
    expect(alert.textContent).toContain('You see no such site.');
  });

  it('says what to do first where there is nothing', async () => {
    api.on('GET /names', () => answer(names, { items: [] }));
    await show(<Names />);
    expect(await screen.findByText('first step')).toBeDefined();
  });

  it('shows nothing any more of what is withheld by now', async () => {
    api.on('GET /names', () => answer(names, { items: ['ada'] }));
    const { client } = await show(<Names />);
    expect(await screen.findByText('ada')).toBeDefined();
    api.on('GET /names', () => problem({ code: 'identity.not-allowed', status: 403 }));
    await act(() => client.refetchQueries());
    expect((await screen.findByRole('alert')).textContent).toContain('You may not do this');
    expect(screen.queryByText('ada')).toBeNull();
  });

  it('keeps what it has when it cannot be read anew, and says of when it is', async () => {
    api.on('GET /names', () => answer(names, { items: ['ada'] }));
    const { client } = await show(<Names />);
    expect(await screen.findByText('ada')).toBeDefined();
    api.on('GET /names', () => Promise.reject(new TypeError('Failed to fetch')));
    await act(() => client.refetchQueries());
    expect((await screen.findByRole('status')).textContent).toMatch(/^As it was at .*The platform cannot be reached/);
    expect(screen.getByText('ada')).toBeDefined();
  });
});
