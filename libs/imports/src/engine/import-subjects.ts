import type { AssetsImport } from '../assets/assets-import.js';
import type { CustomersImport } from '../customers/customers-import.js';
import type { DevicesImport } from '../devices/devices-import.js';
import type { OilTestsImport } from '../oil-tests/oil-tests-import.js';
import type { ImportColumns } from './import-columns.js';
import type { ImportKind } from './import-job.js';
import type { ImportSubject } from './import-subject.js';

/** The columns of a kind of import, without how people misspell them. */
export interface KindColumns extends Omit<ImportColumns, 'synonym'> {
  readonly kind: ImportKind;
}

/** What a row of each kind of import means. */
export class ImportSubjects {
  readonly #byKind: Readonly<Record<ImportKind, ImportSubject>>;

  constructor(customers: CustomersImport, assets: AssetsImport, devices: DevicesImport, oilTests: OilTestsImport) {
    this.#byKind = { customers, assets, devices, 'oil-tests': oilTests };
  }

  /** What the files of each kind can name. */
  columns(): readonly KindColumns[] {
    return Object.values(this.#byKind).map(({ kind, columns }) => ({ kind, ...columns }));
  }

  of(kind: ImportKind): ImportSubject {
    return this.#byKind[kind];
  }
}
