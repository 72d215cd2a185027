import type { FoundItemBody } from '#libs/contracts/http';

/** Where a thing of each kind is shown; undefined: it has no page. */
const paths: Readonly<Record<FoundItemBody['kind'], ((item: FoundItemBody) => string) | undefined>> = {
  device: ({ id }) => `/devices/${id}/now`,
  asset: ({ id }) => `/assets/${id}`,
  organization: ({ id }) => `/organizations/${id}`,
  site: ({ id }) => `/sites/${id}`,
  person: ({ organizationId }) => `/organizations/${organizationId}/people`,
};

/** The page of something found; undefined: there is none. */
export const pathOfFound = (item: FoundItemBody): string | undefined => paths[item.kind]?.(item);
