/** The parts of a device's page, as they stand in its address. */
export const tabNames = ['now', 'history', 'connection', 'certificate', 'installation', 'messages'] as const;
export type DeviceTab = (typeof tabNames)[number];

export const isDeviceTab = (name: string): name is DeviceTab => tabNames.some((each) => each === name);
