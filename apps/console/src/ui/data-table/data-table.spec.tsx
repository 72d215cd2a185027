/** @jest-environment jsdom */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { z } from 'zod';
import { table, tableArrangement } from '#libs/contracts/http';
import { aTable } from '../../testing/a-table';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import type { DataColumn } from './column';
import { DataTable } from './data-table';
import type { ListSearch } from './list-address';

interface Pump {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly site: { readonly city: string } | null;
}

const columns: readonly DataColumn<Pump>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ name }) => name,
    sort: 'name',
    search: { kind: 'text', name: 'name', maxLength: 100 },
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => state,
    search: {
      kind: 'choice',
      name: 'state',
      isMany: true,
      options: [
        { value: 'on', label: 'Running' },
        { value: 'off', label: 'Standing' },
      ],
    },
  },
];
const pumps = (count: number): Pump[] =>
  [...Array(count).keys()].map((n) => ({ id: `p${n}`, name: `Pump ${n}`, state: 'on', site: { city: 'Gdynia' } }));
const asked: ListSearch[] = [];
const search = z.looseObject({});

interface PageProps {
  readonly rows: readonly Pump[] | undefined;
  readonly start?: ListSearch;
  readonly scope?: ListSearch;
}

function Page({ rows, start = {}, scope = {} }: PageProps) {
  const { address } = useKeptAddress(search as unknown as { parse: (value: unknown) => ListSearch }, start);
  asked.push(address.asked);
  const query = {
    data: rows && { items: rows, nextCursor: null },
    error: null,
    fetchStatus: 'idle' as const,
    dataUpdatedAt: 0,
    isPlaceholderData: false,
    refetch: () => undefined,
  };
  return (
    <DataTable
      table="devices"
      label="Pumps"
      columns={columns}
      query={query}
      rowKey={({ id }) => id}
      rowLink={({ row, children }) => <a href={`/pumps/${row.id}`}>{children}</a>}
      address={address}
      usualSort="name"
      scope={scope}
      empty={<p>No pump matches</p>}
    />
  );
}

const headers = () => screen.getAllByRole('columnheader').map((head) => head.textContent);
const pressed = (name: string) => screen.findByRole('button', { name });

describe('a table of data', () => {
  const api = fakeApiOfSuite();
  let kept = aTable('devices', ['name', 'state'], ['site.city', 'id']);
  beforeEach(() => {
    asked.length = 0;
    kept = aTable('devices', ['name', 'state'], ['site.city', 'id']);
    api.on('GET /me/tables/devices', () => answer(table, kept));
    api.on('PUT /me/tables/devices', ({ body }) => {
      const { columns: keys } = tableArrangement.parse(body);
      const others = kept.columns.map(({ key }) => key).filter((key) => !keys.includes(key));
      kept = aTable('devices', keys, others, true);
      return answer(table, kept);
    });
    api.on('DELETE /me/tables/devices', () => {
      kept = aTable('devices', ['name', 'state'], ['site.city', 'id']);
      return answer(table, kept);
    });
  });
  const arrangements = () => api.askedFor('PUT /me/tables/devices').map(({ body }) => (body as typeof kept).columns);

  it('rule 6, R3-08: every sort is asked of the server, by the header, up and then down', async () => {
    await show(<Page rows={pumps(2)} start={{ cursor: 'later' }} />);
    const head = await pressed('Name');
    expect(screen.getAllByRole('columnheader')[0]?.getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(head);
    expect(asked.at(-1)).toEqual({ sort: '-name' });
    expect(screen.getAllByRole('columnheader')[0]?.getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(head);
    expect(asked.at(-1)).toEqual({ sort: 'name' });
  });

  it('R3-09: each column has a search of its own behind its filter button, which shows that it is in use', async () => {
    await show(<Page rows={pumps(2)} />);
    const user = userEvent.setup();
    await user.click(await pressed('Column Name'));
    await user.type(await screen.findByLabelText('Search in Name'), 'mill ');
    await waitFor(() => expect(asked.at(-1)).toEqual({ name: 'mill' }));
    expect(await pressed('Column Name, filtered')).toBeDefined();
  });

  it('several values of a column are any of them, and none is no filter', async () => {
    await show(<Page rows={pumps(2)} />);
    const user = userEvent.setup();
    await user.click(await pressed('Column State'));
    await user.click(await screen.findByLabelText('Running'));
    await user.click(screen.getByLabelText('Standing'));
    expect(asked.at(-1)).toEqual({ state: ['on', 'off'] });
    await user.click(screen.getByLabelText('Running'));
    await user.click(screen.getByLabelText('Standing'));
    expect(asked.at(-1)?.state).toBeUndefined();
  });

  it('keeps its head where nothing is found, for the filter is taken away there', async () => {
    await show(<Page rows={[]} start={{ name: 'x' }} />);
    expect(await screen.findByText('No pump matches')).toBeDefined();
    expect(await pressed('Column Name, filtered')).toBeDefined();
  });

  it('stands in its final size while it loads: the head and rows of a screen', async () => {
    await show(<Page rows={undefined} />);
    await waitFor(() => expect(headers()).toEqual(['Name', 'State']));
    expect(document.querySelectorAll('tbody tr')).toHaveLength(12);
  });

  it('R3-19, R3-21: ticking shows a column also if only the platform knows it, and hides one; kept on the server', async () => {
    await show(<Page rows={pumps(1)} />);
    const user = userEvent.setup();
    await user.click(await pressed('Columns'));
    await user.click(await screen.findByLabelText('label of site.city'));
    await waitFor(() => expect(headers()).toEqual(['Name', 'State', 'label of site.city']));
    expect(screen.getByRole('cell', { name: 'Gdynia' })).toBeDefined();
    await user.click(screen.getByLabelText('State'));
    await waitFor(() =>
      expect(arrangements()).toEqual([
        ['name', 'state', 'site.city'],
        ['name', 'site.city'],
      ]),
    );
  });

  it('R3-22: is reset to the factory setting, which is offered only where it is another one', async () => {
    kept = aTable('devices', ['state', 'name'], ['site.city', 'id'], true);
    await show(<Page rows={pumps(1)} />);
    await userEvent.click(await pressed('Columns'));
    await userEvent.click(await pressed('Reset to factory setting'));
    await waitFor(() => expect(headers()).toEqual(['Name', 'State']));
    expect(screen.queryByRole('button', { name: 'Reset to factory setting' })).toBeNull();
  });

  it('rule 13, R3-20: a column is moved without dragging by its menu, and shown there before the server answered', async () => {
    await show(<Page rows={pumps(1)} />);
    await userEvent.click(await pressed('Column State'));
    expect(screen.queryByRole('button', { name: 'Move right' })).toBeNull();
    await userEvent.click(await pressed('Move left'));
    expect(headers()).toEqual(['State', 'Name']);
    await waitFor(() => expect(arrangements()).toEqual([['state', 'name']]));
  });

  it('rule 13: the handle of a column is apart from its tick and says how the keyboard moves it', async () => {
    await show(<Page rows={pumps(1)} />);
    await userEvent.click(await pressed('Columns'));
    const handle = await pressed('Move column Name');
    const how = document.getElementById(handle.getAttribute('aria-describedby') ?? '');
    expect(how?.textContent).toContain('Space lifts the column, arrow keys move it');
  });

  it('says why an arrangement was not kept, and is as it was', async () => {
    api.on('PUT /me/tables/devices', () => problem({ code: 'identity.not-allowed', status: 403 }));
    await show(<Page rows={pumps(1)} />);
    await userEvent.click(await pressed('Columns'));
    await userEvent.click(await screen.findByLabelText('State'));
    expect(await screen.findByRole('alert')).toBeDefined();
    await waitFor(() => expect(headers()).toEqual(['Name', 'State']));
  });

  describe('with many rows', () => {
    const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight') ?? {};
    beforeEach(() =>
      Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 35, configurable: true }),
    );
    afterEach(() => Object.defineProperty(HTMLElement.prototype, 'offsetHeight', height));

    it('rule 14: arrow keys, PageDown, PageUp, Home and End lead from row to row, also to those that were not drawn', async () => {
      await show(<Page rows={pumps(400)} />);
      const first = await screen.findByRole('link', { name: 'Pump 0' });
      act(() => first.focus());
      const press = async (key: string) => {
        fireEvent.keyDown(document.activeElement ?? document.body, { key });
        await act(async () => undefined);
        return document.activeElement?.textContent;
      };
      expect(await press('ArrowDown')).toBe('Pump 1');
      expect(await press('End')).toBe('Pump 399');
      expect(await press('ArrowDown')).toBe('Pump 399');
      expect(await press('PageUp')).toMatch(/Pump \d+/);
      expect(await press('Home')).toBe('Pump 0');
    });

    it('rule 17: paper has all rows that are loaded, the screen only those that are seen', async () => {
      await show(<Page rows={pumps(400)} />);
      await screen.findByRole('link', { name: 'Pump 0' });
      expect(screen.getAllByRole('link').length).toBeLessThan(100);
      act(() => void window.dispatchEvent(new Event('beforeprint')));
      expect(screen.getAllByRole('link')).toHaveLength(400);
      act(() => void window.dispatchEvent(new Event('afterprint')));
      expect(screen.getAllByRole('link').length).toBeLessThan(100);
    });
  });

  describe('its export', () => {
    const files: string[] = [];
    beforeEach(() => {
      files.length = 0;
      HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
        files.push(this.href);
      };
      api.on('HEAD /exports/devices', () => done());
    });
    const query = () => Object.fromEntries(new URL(files[0] ?? '').searchParams);

    it('rule 17, R3-15, R3-16, R3-18: is the server’s, of all or what is filtered, with the visible columns that are ticked', async () => {
      await show(<Page rows={pumps(1)} start={{ name: 'mill', sort: '-name', cursor: 'later' }} />);
      await userEvent.click(await pressed('Export'));
      const dialog = await screen.findByRole('dialog');
      const choices = within(dialog).getAllByRole('checkbox').slice(0, -1);
      expect(choices).toHaveLength(2);
      await userEvent.click(within(dialog).getByLabelText('State'));
      await userEvent.click(within(dialog).getByRole('button', { name: 'Download CSV' }));
      await waitFor(() => expect(files).toHaveLength(1));
      const asked = { name: 'mill', sort: '-name', columns: 'name', rows: 'filtered', bom: 'true', delimiter: ';' };
      expect(query()).toEqual(asked);
    });

    it('is of all data where nothing is filtered, and has a column at least', async () => {
      await show(<Page rows={pumps(1)} />);
      await userEvent.click(await pressed('Export'));
      const dialog = await screen.findByRole('dialog');
      for (const name of ['Name', 'State']) await userEvent.click(within(dialog).getByLabelText(name));
      await userEvent.click(within(dialog).getByRole('button', { name: 'Download CSV' }));
      expect(within(dialog).getByRole('alert').textContent).toBe('Tick one column at least.');
      await userEvent.click(within(dialog).getByLabelText('State'));
      await userEvent.click(within(dialog).getByRole('button', { name: 'Download CSV' }));
      await waitFor(() => expect(files).toHaveLength(1));
      expect(query()).toMatchObject({ rows: 'all', columns: 'state' });
    });

    it('R3-16: of all is of all the list is about, whatever is filtered in it', async () => {
      await show(<Page rows={pumps(1)} start={{ name: 'mill', sort: '-name' }} scope={{ kind: 'pump' }} />);
      await userEvent.click(await pressed('Export'));
      const dialog = await screen.findByRole('dialog');
      await userEvent.click(within(dialog).getByLabelText('All data'));
      await userEvent.click(within(dialog).getByRole('button', { name: 'Download CSV' }));
      await waitFor(() => expect(files).toHaveLength(1));
      expect(query()).toMatchObject({ kind: 'pump', sort: '-name', rows: 'filtered' });
      expect(query()).not.toHaveProperty('name');
    });

    it('says why the server sends none', async () => {
      api.on('HEAD /exports/devices', () => problem({ code: 'export.too-many', status: 429 }));
      api.on('GET /exports/devices', () => problem({ code: 'export.too-many', status: 429 }));
      await show(<Page rows={pumps(1)} />);
      await userEvent.click(await pressed('Export'));
      await userEvent.click(await pressed('Download CSV'));
      expect((await screen.findByRole('alert')).textContent).toContain('export.too-many');
      expect(files).toEqual([]);
    });
  });
});
