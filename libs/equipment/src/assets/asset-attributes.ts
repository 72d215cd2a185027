import { type AttributeDefinition, calendarDate } from '#libs/contracts/http';
import { type AttributeFault, AttributeValuesError } from './asset.errors.js';

export type AttributeValue = string | number | boolean;
/** Values by the keys of their attributes. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;
/** Values as asked for; null empties one. */
export type AskedAttributes = Readonly<Record<string, AttributeValue | null>>;

/**
 * The values as they are kept: each is what its definition asks for, all that are required are there.
 *
 * @throws {AttributeValuesError} names each attribute, its value and the limit
 */
export function checkedAttributes(
  definitions: readonly AttributeDefinition[],
  asked: AskedAttributes,
): AttributeValues {
  const given = new Map(Object.entries(asked).filter((entry): entry is [string, AttributeValue] => entry[1] !== null));
  const faults: AttributeFault[] = [];
  for (const definition of definitions) {
    const value = given.get(definition.key);
    const fault = value === undefined ? missing(definition) : faultOf(definition, value);
    if (fault !== undefined) faults.push({ path: `attributes.${definition.key}`, message: fault });
  }
  const known = definitions.map(({ key }) => key);
  for (const key of given.keys()) {
    if (!known.includes(key)) faults.push({ path: `attributes.${key}`, message: unknown(known) });
  }
  if (faults.length > 0) throw new AttributeValuesError(faults);
  return Object.fromEntries(known.flatMap((key) => (given.has(key) ? [[key, given.get(key) as AttributeValue]] : [])));
}

/** What was there, with what is asked for put over it. */
export function mergedAttributes(present: AttributeValues, asked: AskedAttributes): AskedAttributes {
  return Object.fromEntries([...Object.entries(present), ...Object.entries(asked)]);
}

const missing = ({ label, required }: AttributeDefinition) => (required ? `${label} must be given.` : undefined);

const unknown = (known: readonly string[]) =>
  known.length === 0 ? 'No such attribute: its kind has none.' : `No such attribute; its kind has ${known.join(', ')}.`;

/** What is wrong with a value, in words. */
function faultOf(definition: AttributeDefinition, value: AttributeValue): string | undefined {
  const { label, type, choices = [] } = definition;
  const got = `but ${JSON.stringify(value)} was given.`;
  switch (type) {
    case 'text':
      return typeof value === 'string' ? undefined : `${label} must be a text, ${got}`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${label} must be true or false, ${got}`;
    case 'date':
      return calendarDate.safeParse(value).success ? undefined : `${label} must be a day such as 2026-11-21, ${got}`;
    case 'choice':
      return typeof value === 'string' && choices.includes(value)
        ? undefined
        : `${label} must be one of ${choices.join(', ')}, ${got}`;
    case 'number':
      return numberFault(definition, value, got);
  }
}

function numberFault(
  { label, unit, minimum, maximum }: AttributeDefinition,
  value: AttributeValue,
  got: string,
): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${label} must be a number, ${got}`;
  const inUnit = unit === undefined ? '' : ` ${unit}`;
  if (minimum !== undefined && value < minimum) return `${label} must be at least ${minimum}${inUnit}, ${got}`;
  if (maximum !== undefined && value > maximum) return `${label} must be at most ${maximum}${inUnit}, ${got}`;
  return undefined;
}
