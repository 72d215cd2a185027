import { TelemetryUnavailableError } from '#libs/telemetry';

/** What the fakes of one database have in common: whether it answers. */
export class UnreliableDatabase {
  /** `away` does nothing and fails; `mute` does what it is told and gives no answer. */
  state: 'there' | 'away' | 'mute' = 'there';
  /** An operation that is not answered although the others are. */
  refuses: string | undefined = undefined;

  /** Runs what a transaction would. */
  async answer<Result>(operation: string, work: () => Result): Promise<Result> {
    await Promise.resolve();
    if (this.state === 'away' || this.refuses === operation) throw new TelemetryUnavailableError(operation);
    const result = work();
    if (this.state === 'mute') throw new TelemetryUnavailableError(operation);
    return result;
  }
}
