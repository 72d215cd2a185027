/** The pages of the side menu, in its order: what is built, and nothing else. */
export const menu = [{ to: '/devices', word: 'devices.title' }] as const;
