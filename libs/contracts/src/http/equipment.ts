import { z } from 'zod';
import { organizationIdField, yesOrNo } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

/** Most attributes a kind of equipment can have. */
export const ATTRIBUTES_AT_MOST = 50;

const attributeType = z.enum(
  ['text', 'number', 'boolean', 'date', 'choice'],
  'must be text, number, boolean, date or choice',
);

/** One attribute of a kind of equipment: what its values must be. */
export const attributeDefinition = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be a small letter and then letters and digits, such as ratedPower'),
    label: singleLine(100),
    type: attributeType,
    unit: singleLine(20).optional().describe('Of a number.'),
    required: z.boolean().default(false),
    choices: z.array(singleLine(100)).min(1).max(100).optional().describe('Of a choice: what can be chosen.'),
    minimum: z.number().optional().describe('Of a number, inclusive.'),
    maximum: z.number().optional().describe('Of a number, inclusive.'),
  })
  .superRefine(({ type, unit, choices, minimum, maximum }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (type === 'choice' && choices === undefined) refuse('choices', 'must be given: a choice has choices');
    if (type !== 'choice' && choices !== undefined) refuse('choices', `must not be given: a ${type} has no choices`);
    if (choices && new Set(choices).size < choices.length) refuse('choices', 'must each be there once');
    for (const [field, value] of Object.entries({ unit, minimum, maximum })) {
      if (type !== 'number' && value !== undefined) refuse(field, `must not be given: only a number has a ${field}`);
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
      refuse('maximum', `must not be less than the minimum, ${minimum}`);
  });
export type AttributeDefinition = z.output<typeof attributeDefinition>;

const attributeDefinitions = z
  .array(attributeDefinition)
  .max(ATTRIBUTES_AT_MOST, `must be at most ${ATTRIBUTES_AT_MOST} attributes`)
  .superRefine((definitions, context) => {
    definitions.forEach(({ key }, place) => {
      if (definitions.findIndex((other) => other.key === key) < place)
        context.addIssue({
          code: 'custom',
          path: [place, 'key'],
          message: `must be there once: ${key} is there before`,
        });
    });
  });

const mayChange = z.boolean().describe('Whether you may change it.');
const owner = uuid.nullable().describe('The provider it belongs to; null: the platform’s own, for everybody.');

/** A kind of equipment, such as a transformer. */
export const assetKind = z
  .object({
    id: uuid,
    organizationId: owner,
    name: z.string(),
    attributes: z.array(attributeDefinition),
    createdAt: timestamp,
    mayChange,
  })
  .meta({ id: 'AssetKind' });
export type AssetKindBody = z.infer<typeof assetKind>;

/** A model of equipment, of one kind (R1-18, R3-36). */
export const equipmentModel = z
  .object({
    id: uuid,
    organizationId: owner,
    name: z.string(),
    manufacturer: z.string().nullable(),
    kind: z.object({ id: uuid, name: z.string() }),
    retiredAt: timestamp.nullable().describe('Since when it is offered no more; equipment that has it keeps it.'),
    createdAt: timestamp,
    mayChange,
  })
  .meta({ id: 'EquipmentModel' });
export type EquipmentModelBody = z.infer<typeof equipmentModel>;

const newOwner = organizationIdField
  .optional()
  .describe('The provider it is for. When absent: the platform’s own if the operator asks, else your own provider.');

/** `POST /asset-kinds`. */
export const newAssetKind = z.strictObject({
  organizationId: newOwner,
  name: singleLine(100),
  attributes: attributeDefinitions.default([]),
});
export type NewAssetKind = z.output<typeof newAssetKind>;

/** `PATCH /asset-kinds/{id}`; what is absent stays. Values that assets have already are checked when they change. */
export const assetKindChange = z.strictObject({
  name: singleLine(100).optional(),
  attributes: attributeDefinitions.optional(),
});
export type AssetKindChange = z.output<typeof assetKindChange>;

/** `POST /equipment-models`. */
export const newEquipmentModel = z.strictObject({
  organizationId: newOwner,
  name: singleLine(100),
  kindId: uuid,
  manufacturer: singleLine(200).optional(),
});
export type NewEquipmentModel = z.output<typeof newEquipmentModel>;

/** `PATCH /equipment-models/{id}`; what is absent stays. */
export const equipmentModelChange = z.strictObject({
  name: singleLine(100).optional(),
  manufacturer: singleLine(200).nullable().optional(),
  retired: z.boolean().optional().describe('True: it is offered no more. False: it is offered again.'),
});
export type EquipmentModelChange = z.output<typeof equipmentModelChange>;

const byName = { limit: pageLimit, cursor: pageCursor(z.tuple([z.string().max(500), uuid])) };

/** `GET /asset-kinds`, by name. */
export const assetKindQuery = z.strictObject(byName);
export type AssetKindQuery = z.output<typeof assetKindQuery>;

/** `GET /equipment-models`, by name. */
export const equipmentModelQuery = z.strictObject({
  ...byName,
  kindId: uuid.optional(),
  retired: yesOrNo.optional().describe('Whether it is offered no more; both when absent.'),
});
export type EquipmentModelQuery = z.output<typeof equipmentModelQuery>;

export const assetKindPage = pageOf(assetKind).meta({ id: 'AssetKindPage' });
export const equipmentModelPage = pageOf(equipmentModel).meta({ id: 'EquipmentModelPage' });
