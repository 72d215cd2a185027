import type { ProcessDescription } from './child.js';
import { OneShot } from './one-shot.js';
import type { RestartPolicy } from './restart-policy.js';
import { type Events, type ReadyDetails, SupervisedProcess } from './supervised-process.js';

/** Processes that start together, once everything they need serves. */
export interface Stage {
  /** Lets them load their modules ahead of their turn. */
  load(): void;
  /**
   * Starts them and waits until all serve.
   *
   * @returns what they announced, by name
   * @throws {Error} naming the process that did not come up; what runs already goes on until the supervisor stops
   */
  start(): Promise<Map<string, ReadyDetails>>;
}

/**
 * The platform's processes in the order they need each other.
 *
 * Loading modules is most of a start's work: a process loads them while those it needs begin to serve. Stopping goes
 * backwards, so that nothing loses its database while it still has work in hand.
 */
export class Supervisor {
  readonly #parts: (readonly { stop(): Promise<void> }[])[] = [];
  readonly #processes: SupervisedProcess[] = [];

  constructor(
    private readonly policy: RestartPolicy,
    private readonly events: Events,
  ) {}

  /** The next stage; nothing of it runs before it is loaded or started. */
  stage(descriptions: readonly ProcessDescription[]): Stage {
    const members = descriptions.map((description) => new SupervisedProcess(description, this.policy, this.events));
    this.#parts.push(members);
    this.#processes.push(...members);
    return {
      load: () => {
        for (const member of members) member.load();
      },
      start: async () => {
        const details = await Promise.all(members.map((member) => member.start()));
        return new Map(members.map((member, index) => [member.name, details[index] ?? {}]));
      },
    };
  }

  /** A process that does one thing between two stages and ends; it is loaded at once. */
  oneShot(description: ProcessDescription): OneShot {
    const oneShot = new OneShot(description, this.events);
    this.#parts.push([oneShot]);
    return oneShot;
  }

  /** The running process of that name, if it runs. */
  pidOf(name: string): number | undefined {
    return this.#processes.find((member) => member.name === name)?.pid;
  }

  /** Ends everything, last stage first; may be called at any moment, and more than once. */
  async stop(): Promise<void> {
    for (const part of this.#parts.toReversed()) await Promise.all(part.map((member) => member.stop()));
  }
}
