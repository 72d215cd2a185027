import type { ImportBody } from '#libs/contracts/http';
import { type Memberships, mayAct } from '../may-act';

/** What bringing in each kind of file asks for. */
const asked = [
  ['devices', 'device.dispatch'],
  ['customers', 'organization.create'],
  ['assets', 'asset.create'],
  ['oil-tests', 'measurement.upload'],
] as const satisfies readonly (readonly [ImportBody['kind'], string])[];

/** What somebody may bring in by files; the API decides anew, place by place. */
export const importKindsOf = (person: Memberships): readonly ImportBody['kind'][] =>
  asked.filter(([, action]) => mayAct(person, action)).map(([kind]) => kind);

export const mayImport = (person: Memberships) => importKindsOf(person).length > 0;
