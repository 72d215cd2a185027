import type { CarefulDevice } from './careful-device.js';
import type { StoredMessage } from './stored.js';

/** What a device was promised, and what came of it. */
export interface Account {
  readonly habit: string;
  readonly device: CarefulDevice;
  readonly stored: number;
  /** Acknowledged messages that are not in the database. */
  readonly missing: number;
  /** Rows more than messages. */
  readonly twice: number;
  /**
   * Messages that were sent again though their first delivery was stored: those that could have been stored twice. Of
   * `count-only` devices nobody knows.
   */
  readonly repeated: number;
}

/** @param messages what is stored of the device, by number */
export function accountOf(device: CarefulDevice, messages: ReadonlyMap<number, StoredMessage>): Account {
  const { habit, acknowledged, sentAgain } = device;
  const stored = [...messages.values()].reduce((sum, { times }) => sum + times, 0);
  const found = { habit: habit.name, device, stored };
  if (habit.kept === 'count-only') {
    const excess = stored - acknowledged.size;
    return { ...found, missing: Math.max(0, -excess), twice: Math.max(0, excess), repeated: 0 };
  }
  const isRepeated = (number: number, at: number) => (messages.get(number)?.receivedAt ?? at) < at;
  return {
    ...found,
    missing: [...acknowledged].filter((number) => !messages.has(number)).length,
    twice: stored - messages.size,
    repeated: [...sentAgain].filter(([number, at]) => isRepeated(number, at)).length,
  };
}

const columns: Readonly<Record<string, (found: Account) => number>> = {
  sent: ({ device }) => device.made,
  'sent again': ({ device }) => device.sentAgain.size,
  'stored before': ({ repeated }) => repeated,
  acknowledged: ({ device }) => device.acknowledged.size,
  stored: ({ stored }) => stored,
  missing: ({ missing }) => missing,
  twice: ({ twice }) => twice,
  connections: ({ device }) => device.connections,
};

/** One line a device, and their sums. */
export function tableOf(accounts: readonly Account[]): string {
  const line = (name: string, cells: readonly (number | string)[]) =>
    `${name.padEnd(40)}${cells.map((cell) => String(cell).padStart(14)).join('')}`;
  const cells = (found: Account) => Object.values(columns).map((of) => of(found));
  const totals = accounts.map(cells).reduce((sums, row) => sums.map((sum, index) => sum + (row[index] ?? 0)));
  return [
    line('', Object.keys(columns)),
    ...accounts.map((found) => line(found.habit, cells(found))),
    line('all', totals),
    '',
  ].join('\n');
}
