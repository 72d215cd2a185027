import { z } from 'zod';
import { organizationIdField, yesOrNo } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

export const importIdField = uuid;

/** The largest file an import takes, bytes. */
export const IMPORT_FILE_BYTES = 256 * 1024 * 1024;

const importKind = z.enum(
  ['customers', 'assets', 'devices', 'oil-tests'],
  'must be customers, assets, devices or oil-tests',
);
const importMode = z
  .enum(['all-or-nothing', 'best-effort'], 'must be all-or-nothing or best-effort')
  .describe('all-or-nothing: nothing is applied if any row is bad; best-effort: the good rows are.');
export const importStatus = z
  .enum(
    ['receiving', 'checking', 'checked', 'applying', 'done', 'failed', 'canceled'],
    'must be receiving, checking, checked, applying, done, failed or canceled',
  )
  .describe('checked: every row was compared with what there is, nothing was changed, and it waits to be applied.');
export const importRowOutcome = z.enum(
  ['create', 'change', 'unchanged', 'bad'],
  'must be create, change, unchanged or bad',
);

/** `POST /imports`; the file is the body. */
export const newImportQuery = z.strictObject({
  kind: importKind,
  organizationId: organizationIdField.describe(
    'Where it happens: devices come into the stock of this provider, customers under this organization, assets into its customers, oil tests to its own assets.',
  ),
  mode: importMode,
  fileName: singleLine(200).optional().describe('What the file is called; shown in lists.'),
});
export type NewImportQuery = z.output<typeof newImportQuery>;

/** A file on its way into the registry. */
export const importJob = z
  .object({
    id: uuid,
    kind: importKind,
    organizationId: uuid,
    organizationName: z.string(),
    mode: importMode,
    fileName: z.string().nullable(),
    status: importStatus,
    columns: z.array(z.string()).describe('Of the file, in its order.'),
    totalRows: z.int().describe('Of the file, the header not counted; 0 until it was received.'),
    checkedRows: z.int(),
    appliedRows: z
      .int()
      .describe('Number of the last row that was dealt with; while all-or-nothing is being applied it stays 0.'),
    rows: z
      .object({ create: z.int(), change: z.int(), unchanged: z.int(), bad: z.int() })
      .describe('How many rows do what.'),
    warnedRows: z
      .int()
      .describe(
        'How many rows have warnings, such as a serial number a spreadsheet may have rounded; look at them before the application.',
      ),
    failure: z.string().nullable().describe('Why it failed as a whole, and what of it stays.'),
    createdById: uuid,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Import' });
export type ImportBody = z.infer<typeof importJob>;

/** `GET /imports/{id}`. */
export const importDetails = importJob
  .extend({
    may: z
      .array(z.enum(['apply', 'cancel']))
      .describe('What you may ask for now. Neither: it is at its end, is not checked yet, or is not yours to apply.'),
  })
  .meta({ id: 'ImportDetails' });
export type ImportDetailsBody = z.infer<typeof importDetails>;

/** `GET /imports/columns`: what the first line of a file can name. */
export const importColumnsAnswer = z
  .object({
    items: z.array(
      z.object({
        kind: importKind,
        required: z.array(z.string()).describe('Without these a file is refused.'),
        optional: z.array(z.string()),
        oneOf: z
          .array(z.array(z.string()))
          .describe('Of each group at least one is needed; they stand in optional, too.'),
        prefix: z
          .string()
          .nullable()
          .describe('Begins the names of any number of further columns, such as attribute. for attribute.phases.'),
      }),
    ),
  })
  .meta({ id: 'ImportColumns' });
export type ImportColumnsBody = z.infer<typeof importColumnsAnswer>;

/** `GET /imports`: newest first. */
export const importQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([uuid])),
  organizationId: organizationIdField.optional(),
  status: importStatus.optional(),
});
export type ImportQuery = z.output<typeof importQuery>;

export const importPage = pageOf(importJob).meta({ id: 'ImportPage' });
export type ImportPageBody = z.infer<typeof importPage>;

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const rowRemark = z.object({
  column: z.string().nullable().describe('Null: the row as a whole.'),
  message: z.string(),
});

/** A row of a file and what it does. */
export const importRow = z
  .object({
    number: z.int().describe('From 1, the header not counted.'),
    cells: z.array(z.string()).describe('As they stand in the file.'),
    outcome: importRowOutcome.nullable().describe('Null: not checked yet.'),
    applied: z.boolean().describe('It was created or changed.'),
    difference: z
      .record(z.string(), z.tuple([fieldValue, fieldValue]))
      .nullable()
      .describe('By field: what it holds before and after.'),
    problems: z.array(rowRemark),
    warnings: z
      .array(rowRemark)
      .describe('What may not be meant, though it can be. Warnings keep nothing from being applied.'),
  })
  .meta({ id: 'ImportRow' });
export type ImportRowBody = z.infer<typeof importRow>;

/** `GET /imports/{id}/rows`: in the order of the file. */
export const importRowQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.int()])),
  outcome: importRowOutcome.optional(),
  warned: yesOrNo.optional().describe('true: rows with warnings; false: those without.'),
});
export type ImportRowQuery = z.output<typeof importRowQuery>;

export const importRowPage = pageOf(importRow).meta({ id: 'ImportRowPage' });
export type ImportRowPageBody = z.infer<typeof importRowPage>;
