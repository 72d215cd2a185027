import { newOrganization, wholeNumberFromCell } from '#libs/contracts/http';
import type { CustomerFields, ListedCustomer } from '#libs/identity';
import type { RowCells } from '../engine/import-columns.js';
import type { RowProblem, Verdict } from '../engine/import-job.js';
import { bad, problemsOf, type Read, verdictOn } from '../engine/import-subject.js';

/** What a row says of a customer; what is absent stays as it is, or is that of the organization above. */
export type CustomerRow = Pick<CustomerFields, 'name'> & {
  readonly [Field in keyof Omit<CustomerFields, 'name'>]?: CustomerFields[Field] | undefined;
};

export const customerColumns = {
  required: ['name'],
  optional: [
    'address',
    'contactName',
    'contactEmail',
    'contactPhone',
    'language',
    'timeZone',
    'brandingName',
    'assetLimit',
  ],
} as const;

const schema = newOrganization
  .pick({
    name: true,
    address: true,
    contactName: true,
    contactEmail: true,
    contactPhone: true,
    language: true,
    timeZone: true,
    brandingName: true,
    assetLimit: true,
  })
  .strip();

/** Says that there is no limit; an empty cell says nothing. */
const UNLIMITED = 'unlimited';

/** Reads the cells of a row. */
export function readCustomerRow(cells: RowCells): Read<CustomerRow> {
  const limit = limitFrom(cells.assetLimit);
  const unread = 'problem' in limit ? [{ column: 'assetLimit', message: limit.problem }] : [];
  const assetLimit = 'value' in limit ? limit.value : undefined;
  const read = schema.safeParse({ ...cells, name: cells.name ?? '', assetLimit });
  if (!read.success) return { problems: [...unread, ...problemsOf(read.error.issues)] };
  return unread.length > 0 ? { problems: unread } : { wanted: read.data };
}

function limitFrom(
  cell: string | undefined,
): { readonly value: number | null | undefined } | { readonly problem: string } {
  if (cell === undefined) return { value: undefined };
  return cell.toLowerCase() === UNLIMITED ? { value: null } : wholeNumberFromCell(cell);
}

/** What the rows of a batch are compared with. */
export interface CustomerWorld {
  /** By their names in lower case. */
  readonly byName: ReadonlyMap<string, readonly ListedCustomer[]>;
  readonly mayEdit: boolean;
  readonly mayLimit: boolean;
}

/** Names that differ in case alone are the same customer's. */
export const nameKey = (name: string) => name.toLowerCase();

/** Compares a row with the customers there are directly under the organization. */
export function compareCustomer(wanted: CustomerRow, world: CustomerWorld): Verdict {
  const [existing, another] = world.byName.get(nameKey(wanted.name)) ?? [];
  if (another) {
    const message = `Several customers are called "${wanted.name}" already; change the name of all but one of them first.`;
    return bad({ column: 'name', message });
  }
  // Its letter case is what makes a name the same, so a row never changes it.
  const { name, ...details } = wanted;
  const verdict = verdictOn(existing ? { ...existing } : null, existing ? details : { name, ...details });
  const problems: RowProblem[] = [];
  if (verdict.difference && 'assetLimit' in verdict.difference && !world.mayLimit)
    problems.push({
      column: 'assetLimit',
      message: 'You may not limit the assets of customers; leave the cell empty.',
    });
  if (verdict.outcome === 'change' && !world.mayEdit)
    problems.push({
      column: null,
      message: `You may not change the customer "${wanted.name}", which is there already.`,
    });
  return problems.length > 0 ? bad(...problems) : verdict;
}
