import type { Retry } from '../retry.js';
import type { Entry } from './batch.js';

/** Messages the database is asked about together, at most. */
const GROUP = 500;

/** What the database is asked about messages before they go on. */
export interface Question<Subject, Answer> {
  /** Names it in logs. */
  readonly name: string;
  ask(group: readonly Subject[]): Promise<Answer>;
  /** Lets the messages of a group go on, in the order they came in. */
  answered(group: readonly Subject[], answer: Answer): void;
  /** Takes a message that the database could not be asked about. */
  unanswered(subject: Subject, cause: unknown): void;
}

/** Asks a question about messages, one at a time and for all that came meanwhile; they go on in the order they came in. */
export class GroupedQuestion<Subject extends { readonly entry: Entry }, Answer> {
  private readonly waiting: Subject[] = [];
  private working: Promise<void> | undefined;
  private isAbandoned = false;

  constructor(
    private readonly question: Question<Subject, Answer>,
    private readonly retry: Retry,
  ) {}

  /** Has a message wait for the answer. */
  take(subject: Subject): void {
    this.waiting.push(subject);
    this.working ??= this.work();
  }

  /** Gives up. @returns the messages that still wait for an answer; they are the caller's now */
  abandon(): Entry[] {
    this.isAbandoned = true;
    return this.waiting.splice(0).map(({ entry }) => entry);
  }

  /** Resolves when all that were taken have gone on. */
  async whenIdle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const group = this.waiting.slice(0, GROUP);
        const goOn = await this.asked(group);
        if (this.isAbandoned) return;
        this.waiting.splice(0, group.length);
        goOn();
      }
    } finally {
      this.working = undefined;
    }
  }

  /** @returns what lets the group go on; what that throws is nobody's answer, and ends the process */
  private async asked(group: readonly Subject[]): Promise<() => void> {
    try {
      const answer = await this.retry.run(this.question.name, () => this.question.ask(group));
      return () => this.question.answered(group, answer);
    } catch (cause) {
      return () => {
        for (const subject of group) this.question.unanswered(subject, cause);
      };
    }
  }
}
