import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The environment does not configure the process; every problem is in the message, by name and never by value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(
    readonly process: string,
    readonly problems: readonly string[],
    options?: ErrorOptions,
  ) {
    super(
      problems.length === 1
        ? `The ${process} cannot start: ${problems[0]}`
        : [
            `The ${process} cannot start: ${problems.length} setting(s) are wrong.`,
            ...problems.map((p) => `  - ${p}`),
          ].join('\n'),
      options,
    );
  }
}

/**
 * Parses the environment once, all problems together.
 *
 * @param process named in the error, such as `api`
 * @param schema object schema whose keys are the variable names; empty variables count as unset
 * @throws {ConfigurationError} naming each wrong variable, never a value
 */
export function parseEnvironment<Schema extends z.ZodObject>(
  process: string,
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<Schema>> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(present);
  if (parsed.success) {
    for (const [name, value] of Object.entries(parsed.data)) {
      if (name.endsWith('_PORT') && typeof value === 'number') portVariables.set(value, name);
      if (name.endsWith('_HOST') && typeof value === 'string') hostVariables.set(value, name);
    }
    return Object.freeze(parsed.data);
  }
  throw new ConfigurationError(
    process,
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}

/** Which variable named a port or a host, so that one that is taken or unknown can be told by its name. */
const portVariables = new Map<number, string>();
const hostVariables = new Map<string, string>();

/** The variable of this process that says so; undefined when none does. */
export function variableOfPort(port: number | undefined): string | undefined {
  return port === undefined ? undefined : portVariables.get(port);
}

/** The variable of this process that names the host to listen on; undefined when none does. */
export function variableOfHost(host: string | undefined): string | undefined {
  return host === undefined ? undefined : hostVariables.get(host);
}

/** A TCP port, 0 to 65535; 0 lets the system choose. */
export const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'must be a TCP port, 0 to 65535')
    .transform(Number)
    .refine((value) => value <= 65_535, 'must be a TCP port, 0 to 65535')
    .default(fallback);

/** A whole number of the given unit between two bounds. */
export const wholeNumber = (unit: string, minimum: number, maximum: number, fallback: number) => {
  const message = `must be a whole number of ${unit}, ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message)
    .default(fallback);
};

/** pino's levels, most to least severe. */
export const logLevel = z
  .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
    error: 'must be fatal, error, warn, info, debug or trace',
  })
  .default('info')
  .describe('Least severe level that is logged.');

/**
 * Reads a secret kept in a file, without its trailing line break.
 *
 * @throws {ConfigurationError} naming the variable and the path when the file cannot be read or is empty
 */
export function readSecretFile(process: string, variable: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new ConfigurationError(process, [`${variable}: the file ${path} cannot be read (${reason})`], { cause });
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new ConfigurationError(process, [`${variable}: the file ${path} is empty`]);
  return secret;
}
