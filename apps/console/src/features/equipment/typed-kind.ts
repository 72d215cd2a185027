import { type AttributeDefinition, assetKindChange, newAssetKind } from '#libs/contracts/http';
import { numberOrNone, textOrNone, typedFor } from '../../ui/typed';

export const attributeTypes = ['text', 'number', 'boolean', 'date', 'choice'] as const;

/** What is typed of an attribute; which of it counts depends on its type. */
export interface TypedAttribute {
  key: string;
  label: string;
  type: AttributeDefinition['type'];
  unit: string;
  required: boolean;
  /** One after the other, separated by `;`. */
  choices: string;
  minimum: string;
  maximum: string;
}

export interface TypedKind {
  name: string;
  organizationId: string;
  attributes: TypedAttribute[];
}

export const emptyAttribute: TypedAttribute = {
  key: '',
  label: '',
  type: 'text',
  unit: '',
  required: false,
  choices: '',
  minimum: '',
  maximum: '',
};

/** What stands in the fields of an attribute that there is. */
export const typedAttribute = (definition: AttributeDefinition, locale: string): TypedAttribute => ({
  key: definition.key,
  label: definition.label,
  type: definition.type,
  unit: definition.unit ?? '',
  required: definition.required,
  choices: definition.choices?.join('; ') ?? '',
  minimum: typedNumber(definition.minimum, locale),
  maximum: typedNumber(definition.maximum, locale),
});

const typedNumber = (value: number | undefined, locale: string) =>
  value?.toLocaleString(locale, { useGrouping: false, maximumFractionDigits: 20 }) ?? '';

function definitionOf({ key, label, type, required, ...typed }: TypedAttribute) {
  const choices = typed.choices?.split(';').flatMap((choice) => textOrNone(choice) ?? []);
  return {
    key: key.trim(),
    label,
    type,
    required,
    ...(type === 'choice' && { choices }),
    ...(type === 'number' && {
      unit: textOrNone(typed.unit),
      minimum: numberOrNone(typed.minimum),
      maximum: numberOrNone(typed.maximum),
    }),
  };
}

export const kindCreation = typedFor(newAssetKind, ({ name, organizationId, attributes = [] }: TypedKind) => ({
  name,
  organizationId: textOrNone(organizationId),
  attributes: attributes.map(definitionOf),
}));

export const kindChange = typedFor(assetKindChange, ({ name, attributes = [] }: TypedKind) => ({
  name,
  attributes: attributes.map(definitionOf),
}));
