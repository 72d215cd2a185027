/** A database of one suite's own. */
export interface TestDatabase {
  readonly kind: 'embedded' | 'server';
  readonly url: string;
  /** Ends it and removes all it held. */
  stop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** With the registry and telemetry in it (default), or fresh. */
  readonly migrated?: boolean;
  /** Variables of the embedded database's process; a server does not heed them. */
  readonly settings?: Readonly<Record<string, string>>;
}
