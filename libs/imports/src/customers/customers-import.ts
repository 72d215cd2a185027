import {
  type Actor,
  type CustomerBatches,
  type CustomerFields,
  canHaveCustomers,
  type ListedCustomer,
  may,
  type Organization,
  requireMay,
} from '#libs/identity';
import { ImportPlaceError } from '../engine/import.errors.js';
import type { RowCells } from '../engine/import-columns.js';
import { ImportSubject, type Plan, type Read, type RowKeys, type Situation } from '../engine/import-subject.js';
import {
  type CustomerRow,
  type CustomerWorld,
  compareCustomer,
  customerColumns,
  nameKey,
  readCustomerRow,
} from './customer-rows.js';

export type CustomerEffect = { readonly make: CustomerFields } | { readonly change: ListedCustomer };

/** Customers directly under a provider, or under another customer; nobody is invited by it. */
export class CustomersImport extends ImportSubject<CustomerRow, CustomerEffect> {
  override readonly kind = 'customers';
  override readonly columns = customerColumns;
  override readonly hasUniqueSecondKey = false;

  constructor(private readonly customers: CustomerBatches) {
    super();
  }

  override require(actor: Actor, organization: Organization): void {
    requireMay(actor, 'organization.create', organization);
    if (!canHaveCustomers(organization))
      throw new ImportPlaceError(
        this.kind,
        organization.kind,
        'provider, or customer that is not at the deepest level',
      );
  }

  override read(cells: RowCells): Read<CustomerRow> {
    return readCustomerRow(cells);
  }

  override keysOf({ name }: CustomerRow): RowKeys {
    return { key: nameKey(name), secondKey: null };
  }

  override async plan(
    { actor, organization, isApplying }: Situation,
    wanted: readonly CustomerRow[],
  ): Promise<readonly Plan<CustomerEffect>[]> {
    const names = wanted.map(({ name }) => name);
    const customers = await this.customers.named(organization.id, names, isApplying);
    const below = { path: `${organization.path}${organization.id}/`, delegatesCertificates: false };
    const world: CustomerWorld = {
      byName: byName(customers),
      mayEdit: may(actor, 'organization.edit', below),
      mayLimit: may(actor, 'organization.limit-assets', below),
    };
    return wanted.map((row) => {
      const verdict = compareCustomer(row, world);
      const [existing] = world.byName.get(nameKey(row.name)) ?? [];
      if (verdict.outcome === 'create') return { verdict, effect: { make: filled(row, organization) } };
      if (verdict.outcome !== 'change' || !existing) return { verdict };
      return { verdict, effect: { change: { ...existing, ...given(row), name: existing.name } } };
    });
  }

  override async write({ organization, at }: Situation, effects: readonly CustomerEffect[]): Promise<void> {
    const made = effects.flatMap((effect) => ('make' in effect ? [effect.make] : []));
    const changed = effects.flatMap((effect) => ('change' in effect ? [effect.change] : []));
    if (made.length > 0) await this.customers.add(organization.id, made, at);
    if (changed.length > 0) await this.customers.change(changed, at);
  }
}

function byName(customers: readonly ListedCustomer[]): CustomerWorld['byName'] {
  const named = new Map<string, ListedCustomer[]>();
  for (const customer of customers) {
    const key = nameKey(customer.name);
    named.set(key, [...(named.get(key) ?? []), customer]);
  }
  return named;
}

/** A new customer: what the row does not say is empty, or as it is above. */
function filled(row: CustomerRow, { language, timeZone }: Organization): CustomerFields {
  const empty = { address: null, contactName: null, contactEmail: null, contactPhone: null, brandingName: null };
  return { ...empty, assetLimit: null, language, timeZone, ...given(row), name: row.name };
}

/** The fields a row says something about. */
function given(row: CustomerRow): Partial<CustomerFields> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
