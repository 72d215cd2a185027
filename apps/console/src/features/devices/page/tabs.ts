/** The parts of a device's page, as they stand in its address. */
export const tabNames = ['now', 'history', 'connection', 'certificate', 'installation', 'messages'] as const;
export type DeviceTab = (typeof tabNames)[number];

/** For what may be one or not. */
export const deviceTabs: readonly string[] = tabNames;
