import { z } from 'zod';
import { leaseMonthsLimits, registrationRequest } from '#libs/contracts/http';

/** The form as it is typed: every field is text, by the names of the request. */
export const emptyForm = {
  /** The request it answers; empty: none. */
  requestId: '',
  /** Whether customer and contact are made or chosen. */
  customer: 'new' as 'new' | 'existing',
  contact: 'new' as 'new' | 'existing',
  providerId: '',
  organization: { id: '', name: '' },
  person: { id: '', firstName: '', lastName: '', email: '', phone: '' },
  salesOrderNumber: '',
  device: { type: '', serialNumber: '', macAddress: '', systemName: '' },
  equipment: {
    model: '',
    modelNumber: '',
    serialNumber: '',
    shipDate: '',
    externalId: '',
    warrantyBegin: '',
    warrantyEnd: '',
  },
  site: { name: '', address: '', lat: '', lon: '' },
  startDate: '',
  leaseMonths: String(leaseMonthsLimits.default),
  serviceContractNumber: '',
};
export type TypedForm = typeof emptyForm;

/** Its fields, by their dotted names. */
export type FieldName = Exclude<
  {
    [Name in keyof TypedForm]: TypedForm[Name] extends string
      ? Name
      : `${Name & string}.${keyof TypedForm[Name] & string}`;
  }[keyof TypedForm],
  'customer' | 'contact' | 'requestId'
>;

/** What the form says so far, flat: what stands as it did at first is left out. */
export function draftOf(form: TypedForm): Record<string, string> {
  const all = flat(form);
  const before = flat(emptyForm);
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== before[name]));
}

/** A form continued from a draft; fields it does not know any more are left out. */
export function formFrom(fields: Readonly<Record<string, string>>): TypedForm {
  const form = JSON.parse(JSON.stringify(emptyForm)) as Record<string, string | Record<string, string>>;
  for (const [name, value] of Object.entries(fields)) {
    const [section = '', field] = name.split('.');
    const place = form[section];
    if (field === undefined && typeof place === 'string') form[section] = value;
    if (field !== undefined && typeof place === 'object' && field in place) place[field] = value;
  }
  return form as unknown as TypedForm;
}

function flat(form: TypedForm): Record<string, string> {
  const entries = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[name, value] as const]
      : Object.entries(value).map(([field, text]) => [`${name}.${field}`, text] as const),
  );
  return Object.fromEntries(entries);
}

type Request = z.input<typeof registrationRequest>;

/** The request as it is sent: what was left empty is not in it. */
function requestOf({
  customer,
  contact,
  providerId,
  organization,
  person,
  leaseMonths,
  site,
  ...form
}: TypedForm): Request {
  const isExisting = customer === 'existing';
  const place = filled({ ...site, lat: numberOf(site.lat), lon: numberOf(site.lon) });
  // Whatever was typed: the contract says what is wrong with it.
  return filled({
    ...form,
    // Whose an existing customer is stands with it.
    providerId: isExisting ? undefined : providerId,
    organization: isExisting ? filled({ id: organization.id }) : filled({ name: organization.name }),
    person: isExisting && contact === 'existing' ? filled({ id: person.id }) : filled({ ...person, id: '' }),
    device: filled(form.device),
    equipment: filled(form.equipment),
    site: Object.keys(place).length > 0 ? place : undefined,
    leaseMonths: numberOf(leaseMonths) ?? Number.NaN,
  }) as unknown as Request;
}

const filled = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && String(value).trim() !== ''));

/** A number with a decimal point or comma; undefined where nothing was typed, not a number where it is none. */
function numberOf(text: string): number | undefined {
  const typed = text.trim().replace(',', '.').replace('−', '-');
  return typed === '' ? undefined : Number(typed);
}

/** Reads a typed form as the request that the contract knows. */
export const typedRequest = z.custom<TypedForm>().transform(requestOf).pipe(registrationRequest);
