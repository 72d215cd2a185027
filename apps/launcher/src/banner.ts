export interface BannerFacts {
  readonly apiUrl: string;
  readonly mqttPort: number;
  /** Where everything is kept; absolute. */
  readonly dataDirectory: string;
  /** True when the database is the embedded one, false on a server. */
  readonly embedded: boolean;
  readonly operatorEmail: string;
  /** The file that holds the operator's password, when the platform made it up. */
  readonly operatorPasswordFile?: string | undefined;
  /** The password itself, on the one start that made it. */
  readonly newPassword?: string | undefined;
  readonly startedInMs: number;
}

/** The one text a newcomer reads after `npm start`. */
export function banner(facts: BannerFacts): string {
  const database = facts.embedded
    ? `embedded TimescaleDB in ${facts.dataDirectory}/database: for trying out, small sites and tests;\n                in production set DATABASE_URL to a TimescaleDB server`
    : 'the TimescaleDB server of DATABASE_URL';
  const password = facts.newPassword
    ? `password ${facts.newPassword}   (shown this once)`
    : facts.operatorPasswordFile
      ? `password in ${facts.operatorPasswordFile}`
      : 'with the password you chose';
  return [
    '',
    `  Fieldgate is running (started in ${(facts.startedInMs / 1000).toFixed(1)} s)`,
    '',
    `  Console       ${facts.apiUrl}/      sign in as below`,
    `  API           ${facts.apiUrl}/api/v1      description: ${facts.apiUrl}/api/docs`,
    `  Devices       mqtts://<this host>:${facts.mqttPort}   mutual TLS, outbound TCP ${facts.mqttPort} at the customer's site`,
    `  Database      ${database}`,
    `  Data          ${facts.dataDirectory}   (authority keys, certificates and secrets too: back it up, show it to nobody)`,
    `  Sign in       ${facts.operatorEmail}   ${password}`,
    '',
    '  Do first      npm run demo                 fifty simulated devices of two providers, in a second terminal',
    '                docs/walk-through.md         one device by hand with curl and mosquitto_pub',
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
