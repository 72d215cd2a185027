import { lazyRouteComponent } from '@tanstack/react-router';
import type { WordsPart } from '../locales/words';
import { loadWords } from './words';

/**
 * The component of a route: loaded when somebody goes there, with the words that it names.
 *
 * @param parts of the words, beside those that are always there; `tools/console-words.spec.ts` holds that they are what is needed
 */
export function page<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
  ...parts: WordsPart[]
): ReturnType<typeof lazyRouteComponent<Module, Name>> {
  return lazyRouteComponent<Module, Name>(async () => {
    const [module] = await Promise.all([load(), loadWords(parts)]);
    return module;
  }, name);
}
