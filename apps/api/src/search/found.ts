import { type FoundItemBody, macAddressPrefix, type SearchBody } from '#libs/contracts/http';
import type { ListedDevice } from '#libs/devices';
import type { ListedAsset } from '#libs/equipment';
import type { FoundOrganization, FoundPerson } from '#libs/identity';
import type { FoundSite } from '#libs/sites';

/** Something found, with the identifiers by which it can be met as a whole. */
export interface Found extends FoundItemBody {
  readonly identifiers: readonly string[];
}

const begins = (text: string | null, typed: string) => text?.toLowerCase().startsWith(typed.toLowerCase()) ?? false;
const joined = (...parts: readonly (string | null)[]) =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

export function deviceItem(device: ListedDevice, q: string): Found {
  const { id, name, serialNumber, macAddress, organizationId, organizationName } = device;
  const mac = macAddressPrefix(q);
  const matchedOf = () => {
    if (begins(serialNumber, q)) return 'serialNumber';
    return mac !== undefined && macAddress.startsWith(mac) ? 'macAddress' : 'name';
  };
  const matched = matchedOf();
  const number = matched === 'macAddress' ? macAddress : serialNumber;
  const subtitle = joined(number === name ? null : number, organizationName);
  return {
    kind: 'device',
    id,
    title: name,
    subtitle,
    matched,
    organizationId,
    identifiers: [serialNumber, macAddress],
  };
}

export function assetItem(asset: ListedAsset, q: string): Found {
  const { id, modelNumber, serialNumber, externalId, organizationId, organizationName } = asset;
  const title = asset.name ?? `${modelNumber} ${serialNumber}`;
  const matchedOf = () => {
    if (begins(title, q)) return 'name';
    if (begins(serialNumber, q)) return 'serialNumber';
    return begins(modelNumber, q) ? 'modelNumber' : 'externalId';
  };
  const matched = matchedOf();
  const told = asset.name === null ? null : `${modelNumber} ${serialNumber}`;
  const subtitle = joined(matched === 'externalId' ? externalId : told, organizationName);
  const identifiers = [serialNumber, ...(externalId === null ? [] : [externalId])];
  return { kind: 'asset', id, title, subtitle, matched, organizationId, identifiers };
}

export const organizationItem = ({ id, name, parentName }: FoundOrganization): Found => ({
  kind: 'organization',
  id,
  title: name,
  subtitle: parentName ?? '',
  matched: 'name',
  organizationId: id,
  identifiers: [],
});

export const siteItem = ({ id, name, address, organizationId, organizationName }: FoundSite): Found => ({
  kind: 'site',
  id,
  title: name,
  subtitle: joined(address, organizationName),
  matched: 'name',
  organizationId,
  identifiers: [],
});

export function personItem({ id, name, email, organization }: FoundPerson, q: string): Found {
  const matched = begins(email, q) && !begins(name, q) ? 'email' : 'name';
  const subtitle = joined(email, organization.name);
  return {
    kind: 'person',
    id,
    title: name === '' ? email : name,
    subtitle,
    matched,
    organizationId: organization.id,
    identifiers: [email],
  };
}

/**
 * Some of each kind: the kinds take turns until the answer is full, so that many of one do not hide the one of another. Kinds stay
 * together; the one that is met as a whole comes first.
 */
export function mixed(kinds: readonly (readonly Found[])[], q: string, limit: number): SearchBody {
  const isWhole = ({ identifiers }: Found) => identifiers.some((one) => wholeOf(one) === wholeOf(q));
  const sorted = kinds.map((found) => [...found].sort((a, b) => Number(isWhole(b)) - Number(isWhole(a))));
  const all = sorted.reduce((sum, found) => sum + found.length, 0);
  const takes = sorted.map(() => 0);
  for (let room = Math.min(limit, all); room > 0; ) {
    for (const [kind, found] of sorted.entries()) {
      if (room === 0 || (takes[kind] ?? 0) >= found.length) continue;
      takes[kind] = (takes[kind] ?? 0) + 1;
      room -= 1;
    }
  }
  const groups = sorted.map((found, kind) => found.slice(0, takes[kind]));
  const first = [...groups].sort((a, b) => Number(b.some(isWhole)) - Number(a.some(isWhole)));
  return { items: first.flat().map(({ identifiers: _, ...item }) => item), truncated: all > limit };
}

/** As it is compared: MAC addresses have several spellings. */
const wholeOf = (text: string) => macAddressPrefix(text) ?? text.toLowerCase();
