import { createHash } from 'node:crypto';

/** A migration as its file says it. */
export interface Migration {
  readonly name: string;
  /** Of the whole text, lower-case hex. */
  readonly sha256: string;
  /** One for each transaction, in order, at least one; a line `-- @split` separates them. */
  readonly parts: readonly string[];
}

/** Reads the text of a migration; a part of white space alone does not count. */
export function migrationOf(name: string, text: string): Migration {
  const parts = text.split(/^-- @split[ \t]*\r?$/m).filter((part) => part.trim() !== '');
  return {
    name,
    sha256: createHash('sha256').update(text).digest('hex'),
    parts: parts.length > 0 ? parts : [''],
  };
}
