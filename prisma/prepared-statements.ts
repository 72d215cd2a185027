/**
 * Begins the text of a statement that each connection prepares once, and then only executes.
 *
 * Reading and planning a look-up by a key takes the server ten times as long as looking it up. To be written in front of
 * statements of the hottest paths whose text is always the same and whose best plan does not depend on their values: from
 * the sixth time on the server may keep one plan for all values. A list with filters is none of these.
 */
const MARK = '/* prepared */';

/** Texts that are given names: there are a dozen in the source. Beyond, one is planned each time, as all others are. */
const TEXTS_NAMED = 100;

/** Gives marked statements their names, the same text always the same one. */
export class PreparedStatements {
  readonly #names = new Map<string, string>();

  /** @returns empty: the statement is not to be prepared */
  nameOf(text: string): string {
    if (!text.trimStart().startsWith(MARK)) return '';
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= TEXTS_NAMED) return known ?? '';
    const name = `registry.${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
