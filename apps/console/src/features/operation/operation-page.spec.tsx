/** @jest-environment jsdom */
import { screen, within } from '@testing-library/react';
import { type OperationStatusBody, operationStatus } from '#libs/contracts/http';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { OperationPage } from './operation-page';

const now = () => new Date().toISOString();

const aStatus = (differences: Partial<OperationStatusBody> = {}): OperationStatusBody => ({
  at: now(),
  brokers: [
    {
      id: '01900000-0000-7000-8000-000000000031',
      startedAt: now(),
      reportedAt: now(),
      isSilent: false,
      report: {
        sessions: 99_000,
        connections: 99_001,
        waitingConnections: 0,
        storedSessions: 3,
        heldMessages: 17,
        messagesPerSecond: 12.34,
        readingsPerSecond: 120,
        droppedMessages: 0,
        overloadedMessages: 0,
        failures: 0,
      },
    },
  ],
  workers: [
    {
      id: '01900000-0000-7000-8000-000000000032',
      startedAt: now(),
      reportedAt: now(),
      isSilent: false,
      report: {
        jobs: [
          { name: 'send-mail', lastDoneAt: now(), lastFailedAt: null, isHanging: false },
          { name: 'retention', lastDoneAt: null, lastFailedAt: now(), isHanging: false },
          { name: 'of-tomorrow', lastDoneAt: null, lastFailedAt: null, isHanging: true },
        ],
      },
    },
  ],
  mails: { waiting: 2, failed: 1, oldestWaitingAt: now() },
  imports: { underWay: 0, oldestAt: null },
  audit: { unsealed: 10_001 },
  database: { postgresql: '17.4', timescaledb: '2.23.0', sizeBytes: 3 * 1024 ** 3, sizedAt: now() },
  ...differences,
});

const links = {
  failedMails: (words: string) => <a href="/mails?state=failed">{words}</a>,
  waitingMails: (words: string) => <a href="/mails?state=waiting">{words}</a>,
  refusedConnections: (words: string) => <a href="/connections">{words}</a>,
};

describe('the operator’s overview', () => {
  const api = fakeApiOfSuite();
  const shows = (differences: Partial<OperationStatusBody> = {}) =>
    api.on('GET /operation/status', () => answer(operationStatus, aStatus(differences)));
  const open = () => show(<OperationPage links={links} />);

  it('shows what brokers, queues, jobs and database say, as numbers with their units', async () => {
    shows();
    await open();
    expect(await screen.findByText('99,000')).toBeDefined();
    expect(screen.getByText('12.3')).toBeDefined();
    expect(screen.getByText('17')).toBeDefined();
    expect(screen.getByText('more than 10,000')).toBeDefined();
    expect(screen.getByText('3 GiB')).toBeDefined();
    expect(screen.getByText('2.23.0')).toBeDefined();
  });

  it('tells each job by what it does, whether it works, failed or hangs, and a new one by its own name', async () => {
    shows();
    await open();
    const row = async (name: string) => within((await screen.findByText(name)).closest('tr') as HTMLElement);
    expect((await row('Send mails')).getByText('Works')).toBeDefined();
    expect((await row('Remove what is too old')).getByText(/Failed/)).toBeDefined();
    expect((await row('of-tomorrow')).getByText('Hangs: start the worker again')).toBeDefined();
  });

  it('says what it means where no broker and no worker reports', async () => {
    shows({ brokers: [], workers: [] });
    await open();
    expect(await screen.findByText('No broker reports')).toBeDefined();
    expect(screen.getByText('No worker reports')).toBeDefined();
  });

  it('tells of a silent process, and of one of another version, no more than their age', async () => {
    const [broker] = aStatus().brokers;
    if (!broker) throw new Error('There is a broker.');
    shows({ brokers: [{ ...broker, isSilent: true, report: null }] });
    await open();
    expect(await screen.findByText(/Silent since/)).toBeDefined();
    expect(screen.getByText(/It is of another version/)).toBeDefined();
  });

  it('shows a refusal with its next step', async () => {
    api.on('GET /operation/status', () => problem({ code: 'identity.not-allowed', status: 403 }));
    await open();
    expect((await screen.findByRole('alert')).textContent).toContain('You may not do this');
  });
});
