import type { Argon2Cost } from '#libs/identity';

/** Of the hundreds of people who sign in here nobody is to be guarded; what the platform takes is held by a test of its own. */
export const passwordCost: Argon2Cost = { memoryKib: 64, passes: 1, lanes: 1 };
