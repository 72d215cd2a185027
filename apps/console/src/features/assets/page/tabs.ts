/** The parts of an asset's page, as they stand in its address. */
export const tabNames = ['now', 'measurements', 'installation', 'configuration', 'service'] as const;
export type AssetTab = (typeof tabNames)[number];

export const isAssetTab = (name: string): name is AssetTab => tabNames.some((each) => each === name);
