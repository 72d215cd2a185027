import { z } from 'zod';
import { newRegistrationRequest } from '#libs/contracts/http';

/** The request of a customer as it is typed: every field is text, by the names of the API. */
export const emptyRequest = {
  providerKey: '',
  organization: { name: '' },
  person: { firstName: '', lastName: '', email: '', phone: '' },
  device: { serialNumber: '', macAddress: '', type: '' },
  equipment: { model: '', modelNumber: '', serialNumber: '' },
  site: { name: '', address: '' },
  salesOrderNumber: '',
};
export type TypedRequest = typeof emptyRequest;

/** Reads it as the contract does: what was left empty is not in it. The device alone is needed, beside the key. */
export const typedRequest = z
  .custom<TypedRequest>()
  .transform((typed) => filled({ ...typed, device: { ...typed.device, serialNumber: typed.device.serialNumber } }))
  .pipe(newRegistrationRequest);

function filled({ providerKey, device, ...form }: TypedRequest) {
  const parts = Object.entries(form).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? value.trim() : withoutEmpty(value);
    return kept === '' || (typeof kept === 'object' && Object.keys(kept).length === 0) ? [] : [[name, kept] as const];
  });
  const { serialNumber, ...rest } = device;
  return {
    providerKey: providerKey.trim(),
    device: { ...withoutEmpty(rest), serialNumber },
    ...Object.fromEntries(parts),
  } as unknown as z.input<typeof newRegistrationRequest>;
}

const withoutEmpty = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
