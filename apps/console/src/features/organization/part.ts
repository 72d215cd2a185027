import type { OrganizationDetailsBody } from '#libs/contracts/http';
import type { Doing } from './search';

/** What each part of the page is given. */
export interface PartProps {
  readonly organization: OrganizationDetailsBody;
  /** What the address says is being done. */
  readonly doing: Doing | undefined;
  readonly onDo: (doing: Doing | undefined) => void;
}
