import { type OrganizationId, organizationId } from '#libs/kernel';

/** Organizations on the way to this one: the operator, its provider, then customers (R1-02, R2-04). */
const organizationsOn = (path: string) => path.split('/').slice(1, -1);

/** The provider an organization belongs to or is; `undefined` for the operator. @param path ids from the root to itself */
export function providerIn(path: string): OrganizationId | undefined {
  const [, provider] = organizationsOn(path);
  return provider === undefined ? undefined : organizationId(provider);
}

/** Whether what belongs to this organization lies in stock: of a provider, or the operator's own (R0-14). */
export const isStock = (path: string): boolean => organizationsOn(path).length <= 2;
