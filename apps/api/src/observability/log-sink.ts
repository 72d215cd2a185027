/** Where the api writes what happens; pino's logger is one. */
export abstract class LogSink {
  abstract debug(values: object, message: string): void;
  abstract info(values: object, message: string): void;
  abstract warn(values: object, message: string): void;
  abstract error(values: object, message: string): void;
}
