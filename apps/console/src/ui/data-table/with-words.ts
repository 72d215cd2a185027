import { loadWords } from '../../app/words';

/** Loads what is shown of a table when it is asked for, with the words that nothing else of it needs. */
export async function withWords<Part>(load: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([load(), loadWords(['tableTools'])]);
  return part;
}
