/** One thing the process cannot serve without. */
export interface ReadinessCheck {
  /** Names the part in the answer of `/health/ready`, such as `database`. */
  readonly part: string;
  /** Resolves when the part answers; rejects when it does not. */
  check(): Promise<void>;
}

/** How long a part may take to answer before it counts as away, milliseconds. */
const ANSWER_LIMIT_MS = 3_000;

/** Says which parts answer. */
export class Readiness {
  constructor(private readonly checks: readonly ReadinessCheck[]) {}

  /** The state of each part, asked now; takes 3 s at most. */
  async parts(): Promise<Readonly<Record<string, 'up' | 'down'>>> {
    const states = await Promise.all(
      this.checks.map(async (one) => [one.part, (await answers(one.check())) ? 'up' : 'down'] as const),
    );
    return Object.fromEntries(states);
  }
}

/** Any failure and any silence mean the same here: the part is away. */
function answers(check: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(false), ANSWER_LIMIT_MS);
    void check
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(limit));
  });
}
