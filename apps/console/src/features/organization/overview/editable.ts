import type { OrganizationDetailsBody } from '#libs/contracts/http';

/** Whether anything of it is the reader's to change. */
export const isEditable = ({ may }: OrganizationDetailsBody) =>
  ['organization.edit', 'organization.choose-home', 'organization.delegate-certificates'].some((action) =>
    may.includes(action),
  );
