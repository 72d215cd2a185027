/** @jest-environment jsdom */
import { within } from '@testing-library/react';
import type { AuditEventBody } from '#libs/contracts/http';
import { show } from '../../testing/render';
import { Changes } from './changes';
import type { SubjectLink } from './value';

const site = '01900000-0000-7000-8000-000000000021';
const mill = '01900000-0000-7000-8000-000000123456';
const Link: SubjectLink = ({ kind, id, action, children }) => (
  <a href={`/audit?kind=${kind}&id=${id}${action === undefined ? '' : `&action=${action}`}`}>{children}</a>
);

const anEvent = (differences: Partial<AuditEventBody>): AuditEventBody => ({
  id: '1',
  at: '2026-11-30T12:00:00.000Z',
  actorId: null,
  actorName: null,
  apiKeyId: null,
  onBehalfOfId: null,
  onBehalfOfName: null,
  organizationId: null,
  organizationName: null,
  action: 'site-grant.offered',
  subject: { kind: 'site', id: site },
  details: {},
  changes: [],
  before: null,
  after: null,
  remoteAddress: null,
  correlationId: null,
  ...differences,
});
async function shown(differences: Partial<AuditEventBody>) {
  const { container } = await show(<Changes event={anEvent(differences)} subjectLink={Link} />);
  return within(container);
}

describe('what an audit event changed, as a row of the trail shows it', () => {
  it('has times as times of the reader, with UTC on hover, and days as days', async () => {
    const changes = [
      { field: 'expiresAt', from: '2026-12-31T23:00:00.000Z', to: '2027-12-31T23:00:00.000Z' },
      { field: 'warrantyEnd', from: null, to: '2027-03-01' },
    ];
    const row = await shown({ changes, details: { codeExpiresAt: '2026-12-07T12:00:00.000Z' } });
    const [key, warranty] = row.getAllByRole('listitem');
    expect(key?.textContent).toBe('Valid until: 1 Jan 2027, 00:00:00 CET → 1 Jan 2028, 00:00:00 CET');
    expect(row.getByTitle('2027-12-31 23:00:00 UTC')).toBeDefined();
    expect(warranty?.textContent).toBe('Warranty to: → 1 Mar 2027');
    expect(row.getByTitle('2026-12-07 12:00:00 UTC').textContent).toContain('13:00:00 CET');
  });

  it('has a share as a link to what became of the shares of its site, and others by id as links to their trails', async () => {
    const changes = [
      { field: 'grantId', from: null, to: '01900000-0000-7000-8000-0000000abcde' },
      { field: 'organizationId', from: null, to: mill },
    ];
    const row = await shown({ changes });
    const [share, organization] = row.getAllByRole('listitem').map((item) => within(item).getByRole('link'));
    expect([share?.textContent, share?.getAttribute('href')]).toEqual([
      'share …0abcde',
      `/audit?kind=site&id=${site}&action=site-grant.`,
    ]);
    expect([organization?.textContent, organization?.getAttribute('href')]).toEqual([
      'organization …123456',
      `/audit?kind=organization&id=${mill}`,
    ]);
    expect(within(organization as HTMLElement).getByTitle(mill)).toBeDefined();
  });

  it('leaves what is neither as it was noted', async () => {
    const changes = [
      { field: 'name', from: mill, to: '2026-12-31 23:00' },
      { field: 'assetLimit', from: 5, to: null },
    ];
    const row = await shown({ changes });
    expect(row.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      `Name: ${mill} → 2026-12-31 23:00`,
      'Most assets: 5 → nothing',
    ]);
    expect(row.queryByRole('link')).toBeNull();
  });
});
