import type { ReceivedRegistrationRequestBody } from '#libs/contracts/http';

type Form = ReceivedRegistrationRequestBody['form'];

/** What may be filled in, by the dotted names of the registration form, in its order. */
const names = [
  'organization.name',
  'person.firstName',
  'person.lastName',
  'person.email',
  'person.phone',
  'device.serialNumber',
  'device.macAddress',
  'device.type',
  'device.systemName',
  'equipment.model',
  'equipment.modelNumber',
  'equipment.serialNumber',
  'equipment.shipDate',
  'site.name',
  'site.address',
  'site.lat',
  'site.lon',
  'startDate',
  'leaseMonths',
  'serviceContractNumber',
  'salesOrderNumber',
] as const;

export interface RequestedField {
  readonly name: (typeof names)[number];
  readonly value: string;
}

/** The fields that were filled in, and nothing else. */
export function fieldsOf(form: Form): readonly RequestedField[] {
  return names.flatMap((name) => {
    const value = valueAt(form, name);
    return value === undefined ? [] : [{ name, value: String(value) }];
  });
}

/** What the registration form begins with, so that it becomes an answer to this request. */
export function startFrom({ id, form }: ReceivedRegistrationRequestBody): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value])), requestId: id };
}

function valueAt(form: Form, name: string): string | number | undefined {
  const value = name
    .split('.')
    .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | undefined)?.[key], form);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
