import type { TableName } from '#libs/contracts/http';
import type { Actor, AuditTrail } from '#libs/identity';
import type { Clock, PersonId, UnitOfWork } from '#libs/kernel';
import { requireKnown, tableColumns } from '../lists/catalog.js';
import { ColumnHiddenError } from '../table.errors.js';
import type { Column } from '../table.js';
import { placesToArrange } from './places-to-arrange.js';

/** What people chose to see of their tables. */
export abstract class TableArrangementStore {
  /** Keys of the visible columns in their order; undefined: the person chose nothing. */
  abstract find(person: PersonId, table: TableName): Promise<readonly string[] | undefined>;
  /** As `find`; other units of work that lock the same person's tables wait until this one ends. */
  abstract lock(person: PersonId, table: TableName): Promise<readonly string[] | undefined>;
  abstract keep(person: PersonId, table: TableName, columns: readonly string[], at: Date): Promise<void>;
  abstract forget(person: PersonId, table: TableName): Promise<void>;
}

/** A table as somebody sees it. */
export interface ArrangedTable {
  readonly table: TableName;
  /** False: as the factory sets it. */
  readonly isArranged: boolean;
  readonly visible: readonly Column[];
  /** In the order of the factory setting. */
  readonly hidden: readonly Column[];
}

/** Which columns of a table each person sees, in which order (R3-18…R3-22). */
export class TableArrangements {
  constructor(
    private readonly store: TableArrangementStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** As the actor sees it; programs have no choice of their own and see the factory setting. */
  async get(actor: Actor, table: TableName): Promise<ArrangedTable> {
    const chosen = actor.apiKeyId === undefined ? await this.store.find(actor.personId, table) : undefined;
    return arranged(table, chosen);
  }

  /**
   * Shows these columns in this order and hides all others, until it is changed (R3-19…R3-21).
   *
   * @param keys at least one, each once
   * @throws {ColumnUnknownError}
   * @throws {NotAllowedError} none of the actor's roles lets arrange tables
   */
  async arrange(actor: Actor, table: TableName, keys: readonly string[]): Promise<ArrangedTable> {
    requireKnown(table, keys);
    await this.#change(actor, table, 'table.arranged', keys);
    return arranged(table, keys);
  }

  /**
   * Back to the factory setting (R3-22).
   *
   * @throws {NotAllowedError} none of the actor's roles lets arrange tables
   */
  async reset(actor: Actor, table: TableName): Promise<ArrangedTable> {
    await this.#change(actor, table, 'table.reset', undefined);
    return arranged(table, undefined);
  }

  /**
   * The columns of a file: those asked for, in that order, or all that the actor sees. A program hides nothing from
   * itself, so it may name any column of the table.
   *
   * @throws {ColumnUnknownError}
   * @throws {ColumnHiddenError} the person does not see one of them now (R3-18)
   */
  async exported(actor: Actor, table: TableName, keys: readonly string[] | undefined): Promise<readonly Column[]> {
    const { visible } = await this.get(actor, table);
    if (keys === undefined) return visible;
    requireKnown(table, keys);
    if (actor.apiKeyId !== undefined) return columnsOf(table, keys);
    const hidden = keys.filter((key) => !visible.some((column) => column.key === key));
    if (hidden.length > 0) throw new ColumnHiddenError(table, hidden, keysOf(visible));
    return columnsOf(table, keys);
  }

  async #change(actor: Actor, table: TableName, action: Change, keys: readonly string[] | undefined): Promise<void> {
    const places = placesToArrange(actor);
    await this.unitOfWork.run(async () => {
      const before = arranged(table, await this.store.lock(actor.personId, table));
      const after = arranged(table, keys);
      const [was, is] = [keysOf(before.visible), keysOf(after.visible)];
      if (before.isArranged === after.isArranged && String(was) === String(is)) return;
      if (keys) await this.store.keep(actor.personId, table, keys, this.clock.now());
      else await this.store.forget(actor.personId, table);
      await this.audit.record({
        action,
        actorId: actor.personId,
        organizationId: places[0] ?? null,
        subject: { kind: 'table', id: table },
        before: { columns: was },
        after: { columns: is },
      });
    });
  }
}

type Change = 'table.arranged' | 'table.reset';

/** Keys the table lost since they were chosen are passed over; with none left it is the factory setting. */
function arranged(table: TableName, chosen: readonly string[] | undefined): ArrangedTable {
  const kept = columnsOf(table, chosen ?? []);
  const isArranged = kept.length > 0;
  const visible = isArranged ? kept : tableColumns[table].filter(({ isVisible }) => isVisible);
  return { table, isArranged, visible, hidden: tableColumns[table].filter((column) => !visible.includes(column)) };
}

const columnsOf = (table: TableName, keys: readonly string[]): readonly Column[] =>
  keys.flatMap((key) => tableColumns[table].find((column) => column.key === key) ?? []);

const keysOf = (columns: readonly Column[]): readonly string[] => columns.map(({ key }) => key);
