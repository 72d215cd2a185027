import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Column } from '#libs/tables';
import { exportLines, type ListPage } from './export-lines.js';
import { exportStream } from './export-run.js';

const columns: readonly Column[] = [
  { key: 'name', label: { en: 'Name', pl: 'Nazwa' }, type: 'text', isVisible: true },
  { key: 'place.city', label: { en: 'City', pl: 'Miasto' }, type: 'text', isVisible: true },
];
const form = { columns, language: 'en', delimiter: ',', hasByteOrderMark: false } as const;

/** A list of so many pages, two rows each; it notes which were read and may fail at one. */
function aList(pages: number, failsAt = Number.POSITIVE_INFINITY) {
  const read: number[] = [];
  const pageAt = (number: number): ListPage => {
    read.push(number);
    if (number === failsAt) throw new Error(`page ${number} is gone`);
    return {
      items: [
        { name: `${number}a`, place: { city: '=1' } },
        { name: `${number}b`, place: null },
      ],
      nextCursor: number < pages ? String(number + 1) : null,
    };
  };
  return { read, first: pageAt(1), pageAfter: async (cursor: string) => pageAt(Number(cursor)) };
}

function aFile(list: ReturnType<typeof aList>, completed: (rows: number) => Promise<void> = async () => {}) {
  const told: unknown[] = [];
  const stream = exportStream((wrote) => exportLines(form, list.first, list.pageAfter, wrote), {
    completed: async (rows) => {
      told.push(['complete', rows]);
      await completed(rows);
    },
    broke: async (rows, end, failure) => void told.push([end, rows, failure]),
  });
  return { stream, told };
}

describe('a file as a stream', () => {
  it('has the header and every page, and is told of as complete with its rows', async () => {
    const { stream, told } = aFile(aList(2));
    expect(await text(stream)).toBe("Name,City\r\n1a,'=1\r\n1b,\r\n2a,'=1\r\n2b,\r\n");
    expect(told).toEqual([['complete', 4]]);
  });

  it('of an empty list is its header', async () => {
    const { stream, told } = aFile({ ...aList(1), first: { items: [], nextCursor: null } });
    expect(await text(stream)).toBe('Name,City\r\n');
    expect(told).toEqual([['complete', 0]]);
  });

  it('reads no further than one page ahead of who takes nothing', async () => {
    const list = aList(1000);
    const { stream } = aFile(list);
    await once(stream, 'readable');
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    expect(list.read.length).toBeLessThanOrEqual(2);
    stream.destroy();
  });

  it('ends with its reader: no further page is read, and the rows that left are told of', async () => {
    const list = aList(1000);
    const { stream, told } = aFile(list);
    for await (const _piece of stream) if (list.read.length === 5) break;
    const [[end, rows] = []] = told as [string, number][];
    expect(end).toBe('cut');
    expect(rows).toBeLessThanOrEqual(10);
    expect(list.read.length).toBeLessThanOrEqual(6);
  });

  it('fails with its list, after the rows that were read, and never ends as if whole', async () => {
    const { stream, told } = aFile(aList(5, 3));
    let ended = false;
    stream.on('end', () => {
      ended = true;
    });
    await expect(text(stream)).rejects.toThrow('page 3 is gone');
    expect(told).toEqual([['failed', 4, expect.objectContaining({ message: 'page 3 is gone' })]]);
    expect(ended).toBe(false);
  });

  it('fails when it cannot be told of: what nobody can know of is no whole file', async () => {
    const { stream, told } = aFile(aList(1), async () => {
      throw new Error('the trail is closed');
    });
    await expect(text(stream)).rejects.toThrow('the trail is closed');
    expect(told.at(-1)).toEqual(['failed', 2, expect.any(Error)]);
  });
});
