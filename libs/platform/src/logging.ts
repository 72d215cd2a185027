import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';

export type { Logger };

/** Paths a careless log line could carry a secret in; the design keeps them out, this is the second lock. */
const secretPaths = ['password', 'token', '*.password', '*.token', 'req.headers.authorization', 'req.headers.cookie'];

/**
 * Structured lines on standard output, one JSON object each, time in RFC 3339 UTC.
 *
 * @param process the name every line carries, such as `broker`
 * @param context asked at each line for what else it carries, such as the correlation id of the running request
 */
export function createLogger(
  process: string,
  level: string,
  destination?: DestinationStream,
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
  return destination ? pino(options, destination) : pino(options);
}
