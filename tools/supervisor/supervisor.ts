import type { BackOffPolicy } from './back-off.js';
import { type Events, type ProcessDescription, type ReadyDetails, SupervisedProcess } from './supervised-process.js';

/**
 * The platform's processes in the order they need each other.
 *
 * A stage is started when the one before it serves; within a stage all start together. Stopping goes backwards, so
 * that nothing loses its database while it still has work in hand.
 */
export class Supervisor {
  readonly #started: SupervisedProcess[][] = [];

  constructor(
    private readonly policy: BackOffPolicy,
    private readonly events: Events,
  ) {}

  /** @throws {Error} naming the process that did not come up; what runs already goes on until `stop` */
  async startStage(descriptions: readonly ProcessDescription[]): Promise<Map<string, ReadyDetails>> {
    const stage = descriptions.map((description) => new SupervisedProcess(description, this.policy, this.events));
    this.#started.push(stage);
    const details = await Promise.all(stage.map((member) => member.start()));
    return new Map(stage.map((member, index) => [member.name, details[index] ?? {}]));
  }

  /** The running process of that name, if it runs. */
  pidOf(name: string): number | undefined {
    return this.#started.flat().find((member) => member.name === name)?.pid;
  }

  /** Ends everything, last stage first; may be called at any moment, and more than once. */
  async stop(): Promise<void> {
    for (const stage of this.#started.toReversed()) await Promise.all(stage.map((member) => member.stop()));
  }
}
