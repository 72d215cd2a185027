import type { OrganizationDetailsBody } from '#libs/contracts/http';

/** The parts of an organization's page, as they stand in its address. */
export const tabNames = [
  'overview',
  'people',
  'invitations',
  'devices',
  'assets',
  'sites',
  'contracts',
  'roles',
  'keys',
  'sign-in',
] as const;
export type OrganizationTab = (typeof tabNames)[number];

export const isOrganizationTab = (name: string): name is OrganizationTab => tabNames.some((each) => each === name);

/** What has to be allowed for a part to be of use. */
const needed: Partial<Record<OrganizationTab, string>> = {
  invitations: 'member.invite',
  keys: 'api-key.administer',
  'sign-in': 'identity-provider.read',
};
/** Parts that not every kind of organization has: assets are of customers, who buy a service; only providers bring an identity provider. */
const kinds: Partial<Record<OrganizationTab, readonly OrganizationDetailsBody['kind'][]>> = {
  assets: ['customer'],
  contracts: ['customer'],
  sites: ['customer', 'provider'],
  'sign-in': ['provider'],
};

/** The parts that the reader is shown of this organization. */
export const tabsOf = ({ kind, may }: OrganizationDetailsBody): readonly OrganizationTab[] =>
  tabNames.filter((tab) => {
    const action = needed[tab];
    return (kinds[tab]?.includes(kind) ?? true) && (action === undefined || may.includes(action));
  });
