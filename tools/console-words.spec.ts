import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#libs/contracts/http';
import { allWords, BASE, partsOfConsole, partsOfPages, wordsByPart } from './lib/console-words.mjs';

interface Words {
  readonly [key: string]: string | Words;
}

/** i18next chooses by it among the forms of a plural (CLDR). */
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Words for codes of refusals, which are data. */
const OF_CODES = 'problem.of.';
/** Codes of failures that never reached the API. */
const ownCodes = ['console.unreachable', 'console.answer-unreadable', 'console.failed'];

const textsOf = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : textsOf(value, `${path}${key}.`),
  );
const placesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const english = new Map(textsOf(allWords('en')));
const polish = new Map(textsOf(allWords('pl')));
const keysOf = (texts: ReadonlyMap<string, string>) => [
  ...new Set([...texts.keys()].map((key) => key.replace(PLURAL, ''))),
];

describe('the words of the console', () => {
  it('have the same keys in English and Polish, none of them empty', () => {
    expect(keysOf(polish).sort()).toEqual(keysOf(english).sort());
    expect([...english.values(), ...polish.values()].filter((text) => text.trim() === '')).toEqual([]);
  });

  it('have all plural forms of their language', () => {
    const formsOf = (texts: ReadonlyMap<string, string>) => {
      const counted = [...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
      return [...new Set(counted)].map(
        (key) => [...texts.keys()].filter((one) => one.replace(PLURAL, '') === key).length,
      );
    };
    expect(new Set(formsOf(english))).toEqual(new Set([2])); // one, other
    expect(new Set(formsOf(polish))).toEqual(new Set([4])); // one, few, many, other
  });

  it('have the same values to fill in', () => {
    for (const [key, text] of polish) {
      const other = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      expect([key, placesOf(text)]).toEqual([key, placesOf(other)]);
    }
  });

  it('stand in parts, the same in both languages, and no key in two of them', () => {
    const keysOfParts = (language: Language) =>
      Object.entries(wordsByPart(language)).map(([part, words]) => [part, keysOf(new Map(textsOf(words))).sort()]);
    expect(keysOfParts('pl')).toEqual(keysOfParts('en'));
    const texts = Object.values(wordsByPart('en')).flatMap((words) => textsOf(words));
    expect(texts).toHaveLength(english.size);
  });

  it('are loaded with the pages that name them, and with no other', () => {
    expect(partsOfConsole()).toEqual([BASE]);
    const pages = partsOfPages();
    expect(pages.size).toBeGreaterThan(10);
    for (const [module, { needed, loaded }] of pages)
      for (const parts of loaded) expect({ module, parts }).toEqual({ module, parts: needed });
  });

  it('are all used', () => {
    const sources = readdirSync('apps/console/src', { withFileTypes: true, recursive: true })
      .filter(({ name }) => /(?<!\.spec)\.tsx?$/.test(name))
      .map(({ name, parentPath }) => join(parentPath, name));
    const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
    // `t(`a.b.${value}`)` uses everything below a.b.
    const prefixes = [...code.matchAll(/`([a-z][\w.]*\.)\$\{/gi)].map(([, prefix = '']) => prefix);
    const quoted = new Set([...code.matchAll(/'([\w.-]+)(?=')/g)].map(([, text]) => text));
    const unused = keysOf(english)
      .filter((key) => !key.startsWith(OF_CODES))
      .filter((key) => !quoted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('are called as no action is: else a page that asks whether somebody may do it would seem to say it', () => {
    const actions = new Set(
      [...readFileSync('docs/roles.md', 'utf8').matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, action = '']) => action),
    );
    expect(actions.size).toBeGreaterThan(40);
    expect(keysOf(english).filter((key) => actions.has(key))).toEqual([]);
  });

  it('say nothing of a code that nothing refuses with', () => {
    const known = new Set([
      ...[...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z0-9.-]+)` \|/gm)].map(([, code]) => code),
      'internal',
      ...ownCodes,
    ]);
    const said = [...english.keys()]
      .filter((key) => key.startsWith(OF_CODES))
      .map((key) => key.slice(OF_CODES.length).replace(/\.(title|next)$/, ''));
    expect(said.filter((code) => !known.has(code))).toEqual([]);
  });
});
