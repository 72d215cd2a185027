import {
  assetQuery,
  auditQuery,
  contractQuery,
  deviceQuery,
  invitationQuery,
  memberQuery,
  offlineMeasurementQuery,
  organizationQuery,
  proposalQuery,
  registrationRequestQuery,
  siteQuery,
  type TableName,
  tableNames,
  transferQuery,
} from '#libs/contracts/http';
import { cellOf } from '../table.js';
import { tableColumns } from './catalog.js';

/** What each list can be asked. */
const queries: Record<TableName, { safeParse(value: unknown): { success: boolean }; shape: object }> = {
  organizations: organizationQuery,
  devices: deviceQuery,
  members: memberQuery,
  invitations: invitationQuery,
  'audit-events': auditQuery,
  assets: assetQuery,
  sites: siteQuery,
  contracts: contractQuery,
  proposals: proposalQuery,
  'registration-requests': registrationRequestQuery,
  'offline-measurements': offlineMeasurementQuery,
  transfers: transferQuery,
};

describe.each(tableNames)('the table %s', (name) => {
  const columns = tableColumns[name];

  it('has each column once, labels that tell them apart in both languages, and some that are visible', () => {
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
    for (const language of ['en', 'pl'] as const)
      expect(new Set(columns.map(({ label }) => label[language])).size).toBe(columns.length);
    expect(columns.some(({ isVisible }) => isVisible)).toBe(true);
  });

  it('R3-08, R3-09: is sorted and searched by what its list knows', () => {
    for (const { sort, search } of columns) {
      if (sort !== undefined) expect(queries[name].safeParse({ sort: `-${sort}` }).success).toBe(true);
      if (search !== undefined) expect(Object.keys(queries[name].shape)).toContain(search);
    }
  });

  it('has no link and no token: a file of it can be passed on', () => {
    expect(columns.filter(({ key }) => /(link|token|secret|code)$/i.test(key))).toEqual([]);
  });
});

describe('a cell', () => {
  it.each([
    [{ a: 'x' }, 'a', 'x'],
    [{ a: { b: { c: 5 } } }, 'a.b.c', 5],
    [{ a: false }, 'a', false],
    [{ a: null }, 'a.b', null],
    [{}, 'a', null],
    [{ a: { b: { c: 2 } } }, 'a.b', '{"c":2}'],
    [{ a: ['D1', 'D2'] }, 'a', 'D1; D2'],
    [{ a: [{ b: 5 }] }, 'a.b', 5],
    [{ a: [{ b: 'x' }, {}, { b: 'y' }] }, 'a.b', 'x; y'],
    [{ a: [] }, 'a.b', null],
  ])('of %j in column %s is %j', (item, key, cell) => {
    expect(cellOf(item, key)).toBe(cell);
  });
});
