/**
 * What `npm start` itself needs to know. The processes read the same variables, check them and say what is wrong; here
 * nothing is loaded that would make the second start slower.
 */
export function launcherConfig(): { readonly embedded: boolean; readonly dataDirectory: string } {
  const { DATABASE_URL, DATA_DIR } = process.env;
  return { embedded: !DATABASE_URL, dataDirectory: DATA_DIR || './data' };
}

/** The environment the processes are started with. */
export function inheritedEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
