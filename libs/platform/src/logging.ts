import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';
import { standardOutput } from '#libs/output';

export type { Logger };

/** Paths a careless log line could carry a secret in; the design keeps them out, this is the second lock. */
const secretPaths = ['password', 'token', '*.password', '*.token', 'req.headers.authorization', 'req.headers.cookie'];

/**
 * Structured lines on standard output, one JSON object each, time in RFC 3339 UTC.
 *
 * Writing them never waits: pino's own destination would hold the process for as long as nobody reads.
 *
 * @param process the name every line carries, such as `broker`
 * @param context asked at each line for what else it carries, such as the correlation id of the running request
 */
export function createLogger(
  process: string,
  level: string,
  destination: DestinationStream = standardOutput(),
  context: () => object = () => ({}),
): Logger {
  const options = {
    level,
    base: { process },
    mixin: context,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: stdSerializers.err },
    redact: { paths: secretPaths, censor: '[secret]' },
  };
  return pino(options, destination);
}
