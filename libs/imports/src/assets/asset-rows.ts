import { z } from 'zod';
import {
  type CalendarDate,
  type CellNumber,
  calendarDate,
  type DecimalSign,
  numberFromCell,
  singleLine,
} from '#libs/contracts/http';
import {
  type AskedAttributes,
  type AssetFields,
  type AttributeValue,
  type AttributeValues,
  AttributeValuesError,
  checkedAttributes,
  type EquipmentModel,
  mergedAttributes,
  requireWarrantySpan,
  WarrantySpanError,
} from '#libs/equipment';
import type { ImportColumns, RowCells } from '../engine/import-columns.js';
import type { RowProblem, Verdict } from '../engine/import-job.js';
import { bad, type Fields, problemsOf, type Read, verdictOn } from '../engine/import-subject.js';

/** Begins the names of columns of attributes; the key of one follows. */
export const ATTRIBUTE_PREFIX = 'attribute.';

export const assetColumns: ImportColumns = {
  required: ['model', 'serialNumber'],
  optional: ['customer', 'modelNumber', 'name', 'externalId', 'shipDate', 'warrantyBegin', 'warrantyEnd', 'migrated'],
  prefix: ATTRIBUTE_PREFIX,
};

const spellings: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  1: true,
  no: false,
  false: false,
  0: false,
};

const yesOrNo = z
  .string()
  .refine((text) => text.toLowerCase() in spellings, 'must be yes or no')
  .transform((text) => spellings[text.toLowerCase()] === true);

const schema = z.object({
  customer: singleLine(200).optional(),
  model: singleLine(100),
  modelNumber: singleLine(64).optional(),
  serialNumber: singleLine(64),
  name: singleLine(200).optional(),
  externalId: singleLine(64).optional(),
  shipDate: calendarDate.optional(),
  warrantyBegin: calendarDate.optional(),
  warrantyEnd: calendarDate.optional(),
  migrated: yesOrNo.optional(),
});

/** What a row says of a machine; what is absent stays as it is. */
export interface AssetRow extends z.output<typeof schema> {
  /** Texts by the keys of attributes; what they mean depends on the model. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How numbers among them are written. */
  readonly decimalSign: DecimalSign;
}

/** Reads the cells of a row. */
export function readAssetRow(cells: RowCells, decimalSign: DecimalSign): Read<AssetRow> {
  const read = schema.safeParse({ ...cells, model: cells.model ?? '', serialNumber: cells.serialNumber ?? '' });
  if (!read.success) return { problems: problemsOf(read.error.issues) };
  const attributes = Object.entries(cells).flatMap(([column, text]) =>
    column.startsWith(ATTRIBUTE_PREFIX) && text !== undefined ? [[column.slice(ATTRIBUTE_PREFIX.length), text]] : [],
  );
  return { wanted: { ...read.data, attributes: Object.fromEntries(attributes), decimalSign } };
}

/** The fields of a machine that a file can set. */
export type AssetDetails = Omit<AssetFields, 'siteId'>;

/** A machine that is there. */
export interface ExistingAsset extends AssetDetails {
  readonly id: string;
  /** Name of its model. */
  readonly model: string;
}

/** A row with the model it names. */
export interface AssetOfModel {
  readonly row: AssetRow;
  readonly model: EquipmentModel;
  /** The name of the model if the row gives none. */
  readonly modelNumber: string;
}

/** What becomes of a machine, and all its fields afterwards unless the row is bad. */
export interface AssetComparison {
  readonly verdict: Verdict;
  readonly details?: AssetDetails;
}

/** Compares a row with the machine that has its numbers, if there is one. */
export function compareAsset(
  { row, model, modelNumber }: AssetOfModel,
  existing: ExistingAsset | undefined,
): AssetComparison {
  const problems: RowProblem[] = [];
  const attributes = attributesOf(row, model, existing, problems);
  const details: AssetDetails = {
    equipmentModelId: model.id,
    modelNumber,
    serialNumber: row.serialNumber,
    name: row.name ?? existing?.name ?? null,
    externalId: row.externalId ?? existing?.externalId ?? null,
    shipDate: row.shipDate ?? existing?.shipDate ?? null,
    warrantyBegin: row.warrantyBegin ?? existing?.warrantyBegin ?? null,
    warrantyEnd: row.warrantyEnd ?? existing?.warrantyEnd ?? null,
    isMigrated: row.migrated ?? existing?.isMigrated ?? false,
    attributes,
  };
  try {
    requireWarrantySpan(details);
  } catch (cause) {
    if (!(cause instanceof WarrantySpanError)) throw cause;
    problems.push({ column: 'warrantyEnd', message: cause.message });
  }
  if (problems.length > 0) return { verdict: bad(...problems) };
  const before = existing ? fieldsOf(existing, existing.model) : null;
  const after = fieldsOf(details, model.name);
  // What the model it becomes does not have goes, and is shown.
  const gone = Object.fromEntries(Object.keys(before ?? {}).flatMap((name) => (name in after ? [] : [[name, null]])));
  return { verdict: verdictOn(before, { ...gone, ...after }), details };
}

/** As a difference names them. */
function fieldsOf(details: AssetDetails, model: string): Fields {
  const { modelNumber, serialNumber, name, externalId, shipDate, warrantyBegin, warrantyEnd, isMigrated } = details;
  const attributes = Object.entries(details.attributes).map(([key, value]) => [`${ATTRIBUTE_PREFIX}${key}`, value]);
  const fields = { model, modelNumber, serialNumber, name, externalId, shipDate, warrantyBegin, warrantyEnd };
  return { ...fields, migrated: isMigrated, ...Object.fromEntries(attributes) };
}

function attributesOf(
  row: AssetRow,
  { kind }: EquipmentModel,
  existing: ExistingAsset | undefined,
  problems: RowProblem[],
): AttributeValues {
  const unread = new Set<string>();
  const asked: AskedAttributes = Object.fromEntries(
    Object.entries(row.attributes).flatMap(([key, text]) => {
      const type = kind.attributes.find((definition) => definition.key === key)?.type;
      const read = valueFrom(text, type, row.decimalSign);
      if ('value' in read) return [[key, read.value]];
      unread.add(`${ATTRIBUTE_PREFIX}${key}`);
      problems.push({ column: `${ATTRIBUTE_PREFIX}${key}`, message: read.problem });
      return [];
    }),
  );
  // Of another kind than the row's, a machine keeps what both kinds know.
  const present = Object.entries(existing?.attributes ?? {}).filter(([key]) =>
    kind.attributes.some((definition) => definition.key === key),
  );
  try {
    return checkedAttributes(kind.attributes, mergedAttributes(Object.fromEntries(present), asked));
  } catch (cause) {
    if (!(cause instanceof AttributeValuesError)) throw cause;
    for (const { path, message } of cause.details.errors) {
      const column = path.replace(/^attributes\./, ATTRIBUTE_PREFIX);
      if (!unread.has(column)) problems.push({ column, message });
    }
    return {};
  }
}

/** A text as the attribute has it; one that is neither yes nor no stays a text, which is then refused. */
function valueFrom(
  text: string,
  type: string | undefined,
  sign: DecimalSign,
): CellNumber | { readonly value: AttributeValue } {
  if (type === 'number') return numberFromCell(text, sign);
  return { value: type === 'boolean' ? (spellings[text.toLowerCase()] ?? text) : text };
}

/** Days as the database gives them. */
export const dayOf = (date: Date | null) => (date && (date.toISOString().slice(0, 10) as CalendarDate)) ?? null;
