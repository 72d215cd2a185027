import { createHash } from 'node:crypto';

/** Longest name of a statement or portal in bytes (NAMEDATALEN - 1); the backend takes longer ones for equal. */
const NAME_LIMIT_BYTES = 63;

/**
 * Gives a connection names of its own for statements and portals, which all live in one backend.
 *
 * The same name gives the same answer always; no two connections share one. The unnamed one stays unnamed.
 */
export class OwnNames {
  readonly #prefix: string;

  /** @param connection number of the connection, never used twice while the process runs */
  constructor(connection: number) {
    this.#prefix = `c${connection}.`;
  }

  /** @param name as the client sent it, byte for character (latin1), and so the answer */
  own(name: string): string {
    if (name === '') return '';
    if (this.#prefix.length + name.length <= NAME_LIMIT_BYTES) return this.#prefix + name;
    return this.#prefix + createHash('sha256').update(name, 'latin1').digest('base64url');
  }
}
