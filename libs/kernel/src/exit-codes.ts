/** EX_CONFIG of sysexits: starting again would end the same way, so nobody should. */
export const EXIT_CONFIGURATION = 78;
/** EX_UNAVAILABLE of sysexits: something the process needs is not there yet. */
export const EXIT_UNAVAILABLE = 69;
