/**
 * Begins the text of a statement that each connection prepares once, and then only executes.
 *
 * Reading and planning a look-up by a key takes the server ten times as long as looking it up. To be written in front of
 * statements of the hottest paths whose text is always the same and whose best plan does not depend on their values: from
 * the sixth time on the server may keep one plan for all values. A list with filters is none of these.
 */
const MARK = '/* prepared */';

/** Texts that are given names where the marked ones are: there are a dozen in the source. Beyond, one is planned each time, as all others are. */
const MARKED_NAMED = 100;
/** And where all of them are; a list with filters has a text for each set of them. */
const ALL_NAMED = 2_000;

/**
 * Whether a statement failed because a migration changed the type of a column after its connection had prepared it (SQLSTATE
 * 0A000). Nothing of it has run.
 */
export const isOutdated = (cause: unknown): boolean =>
  cause instanceof Error && cause.message.includes('cached plan must not change result type');

/** `marked`: those of the hottest paths. `all`: for who asks the same few things of small tables and closes soon, such as a test. */
export type PreparedTexts = 'marked' | 'all';

/** Gives statements that are to be prepared their names, the same text always the same one. */
export class PreparedStatements {
  readonly #texts: PreparedTexts;
  readonly #names = new Map<string, string>();
  #generation = 1;

  constructor(texts: PreparedTexts) {
    this.#texts = texts;
  }

  /** @returns empty: the statement is not to be prepared */
  nameOf(text: string): string {
    if (this.#texts === 'marked' && !text.trimStart().startsWith(MARK)) return '';
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= this.#most) return known ?? '';
    const name = `registry.${this.#generation}.${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }

  /** Gives all statements new names, by which each connection prepares them anew. */
  renew(): void {
    this.#generation += 1;
    this.#names.clear();
  }

  get #most(): number {
    return this.#texts === 'all' ? ALL_NAMED : MARKED_NAMED;
  }
}
