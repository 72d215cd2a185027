/** @jest-environment jsdom */
import { screen, within } from '@testing-library/react';
import { type FirstConnectionBody, firstConnection, firstConnectionStep } from '#libs/contracts/http';
import words from '../../locales/en/firstConnection.json';
import { answer } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { Checklist } from './checklist';

const id = '01900000-0000-7000-8000-000000000001';
type Step = FirstConnectionBody['steps'][number];

describe('the checklist of a first connection', () => {
  const api = fakeApiOfSuite();
  /** The first steps done at a time, the one after them as said, the rest waiting. */
  const shows = (done: number, at: string, next: Partial<Step> = {}, more: Partial<FirstConnectionBody> = {}) =>
    api.on(`GET /devices/${id}/first-connection`, () =>
      answer(firstConnection, {
        since: at,
        connectedBefore: null,
        steps: firstConnectionStep.options.map((step, place) => ({
          step,
          state: place < done ? ('done' as const) : ('waiting' as const),
          at: place < done ? at : null,
          cause: null,
          detail: null,
          isAssumed: false,
          ...(place === done && next),
        })),
        ...more,
      }),
    );
  const now = () => new Date().toISOString();
  const lines = async () => {
    await screen.findByText(/Certificate issued|Certyfikat wystawiony/);
    return screen.getAllByRole('listitem');
  };

  it('has seven steps, each with its state in words and its time with the zone', async () => {
    shows(2, '2026-11-30T06:00:00.000Z');
    await show(<Checklist deviceId={id} />);
    const [issued, tcp, tls, ...rest] = await lines();
    expect(issued?.textContent).toMatch(/Certificate issued done.*CET/);
    expect(tcp?.textContent).toContain('done');
    expect(tls?.getAttribute('aria-current')).toBe('step');
    expect(tls?.textContent).toContain('Waiting for the handshake.');
    expect(rest).toHaveLength(4);
    expect(screen.getByRole('status').textContent).toContain('2 of 7 steps');
  });

  it('asks to allow outbound 8883 once nothing has arrived for half a minute, and not before', async () => {
    shows(1, now());
    const { unmount } = await show(<Checklist deviceId={id} />);
    await lines();
    expect(screen.queryByText(/Allow outbound TCP 8883/)).toBeNull();
    unmount();
    shows(1, '2026-11-30T06:00:00.000Z');
    await show(<Checklist deviceId={id} />);
    expect(await screen.findByText(/Allow outbound TCP 8883/)).toBeDefined();
  });

  it('says in the reader’s language why a step failed, and when a client is only assumed to be the device', async () => {
    const failed = { state: 'failed', at: now(), cause: 'connection.no-certificate', detail: 'In English.' } as const;
    shows(3, now(), { ...failed, isAssumed: true });
    await show(<Checklist deviceId={id} />, 'pl');
    const accepted = (await lines())[3] as HTMLElement;
    expect(within(accepted).getByText(/Urządzenie nie okazuje certyfikatu/)).toBeDefined();
    expect(within(accepted).getByText(/prawdopodobnie to urządzenie/)).toBeDefined();
    expect(screen.getByRole('status').textContent).toContain('Certyfikat przyjęty');
  });

  it('shows a cause without words of ours as the platform says it', async () => {
    const failed = { state: 'failed', at: now(), cause: 'payload.not-json', detail: 'It is no JSON.' } as const;
    shows(5, now(), failed);
    await show(<Checklist deviceId={id} />);
    expect(await screen.findByText('It is no JSON.')).toBeDefined();
  });

  it('says that all is done', async () => {
    shows(7, now());
    await show(<Checklist deviceId={id} map={<a href="/map">map</a>} />);
    expect(await screen.findByText(words.firstConnection.through)).toBeDefined();
    expect(screen.getByRole('link', { name: 'map' })).toBeDefined();
  });
});
