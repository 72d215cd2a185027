/** The parts of a site's page, as they stand in its address. */
export const siteTabs = ['overview', 'devices', 'permissions'] as const;
export type SiteTab = (typeof siteTabs)[number];

export const isSiteTab = (name: string): name is SiteTab => siteTabs.some((each) => each === name);
