import { createContext, type ReactNode, useContext } from 'react';
import type { Doing } from './search';
import type { OrganizationTab } from './tabs';

interface Leading {
  readonly id: string;
  readonly children: ReactNode;
}

/** Where the parts of the page lead; whoever ties the page to its address says how. */
export interface OrganizationLinks {
  readonly Tab: (props: {
    readonly tab: OrganizationTab;
    readonly doing?: Doing;
    readonly className?: string;
    readonly children: ReactNode;
  }) => ReactNode;
  readonly Organization: (props: Leading) => ReactNode;
  /** To all that the reader looks after. */
  readonly Organizations: (props: Pick<Leading, 'children'>) => ReactNode;
  /** To the devices that no customer has. */
  readonly Stock: (props: Pick<Leading, 'children'>) => ReactNode;
  /** To the form of one below it. */
  readonly NewInner: (props: Leading) => ReactNode;
  readonly Device: (props: Leading) => ReactNode;
  readonly Asset: (props: Leading) => ReactNode;
  readonly Site: (props: Leading) => ReactNode;
  /** To the lists of what stands at a site. */
  readonly DevicesAt: (props: Leading) => ReactNode;
  readonly AssetsAt: (props: Leading) => ReactNode;
  /** To the list of those of an organization. */
  readonly Devices: (props: Leading) => ReactNode;
  readonly Assets: (props: Leading & { readonly isAdding?: boolean }) => ReactNode;
  readonly Sites: (props: Leading) => ReactNode;
}

const Links = createContext<OrganizationLinks | undefined>(undefined);

export const LinksOfPage = Links.Provider;

/** @throws {Error} outside of a page that says where its parts lead */
export function useLinks(): OrganizationLinks {
  const links = useContext(Links);
  if (!links) throw new Error('No page around this part says where its links lead: wrap it in LinksOfPage.');
  return links;
}
