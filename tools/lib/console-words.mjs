// Which words of the console a page needs, read from its sources: those that it and everything it imports name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './tree.mjs';

const src = join(root, 'apps/console/src');
const locales = join(src, 'locales');
const routes = join(src, 'app/routes');
/** Loaded with the console; every other part with the pages that need it. */
export const BASE = 'base';

const textOf = (file) => readFileSync(file, 'utf8');
/** The words of a language by part, as they lie in src/locales. */
export const wordsByPart = (language) =>
  Object.fromEntries(
    readdirSync(join(locales, language))
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name.replace(/\.json$/, ''), JSON.parse(textOf(join(locales, language, name)))]),
  );

function merge(into, words) {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') into[key] = value;
    else into[key] = merge(into[key] ?? {}, value);
  }
  return into;
}

/** All words of a language, as pages see them once every part is there. */
export const allWords = (language) => Object.values(wordsByPart(language)).reduce(merge, {});

const PLURAL = /_(zero|one|two|few|many|other)$/;

function* keysOf(words, path = '') {
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') yield `${path}${name}`.replace(PLURAL, '');
    else yield* keysOf(value, `${path}${name}.`);
  }
}

/** What is asked for each of the pages, and found in the sources once. */
const once = (find) => {
  let found;
  return () => {
    found ??= find();
    return found;
  };
};

/** @returns the part of each key, as it is named in code */
const partsByKey = once(
  () =>
    new Map(Object.entries(wordsByPart('en')).flatMap(([part, words]) => [...keysOf(words)].map((key) => [key, part]))),
);

function resolved(from, path) {
  const at = join(dirname(from), path);
  return [`${at}.ts`, `${at}.tsx`, at].find((file) => existsSync(file) && /\.tsx?$/.test(file));
}

/** A file and all of the console it imports, at once or later; pages of routes stand for themselves. */
function withImports(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const isOfRoutes = file.startsWith(routes);
  for (const [, from, later] of textOf(file).matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)) {
    const imported = later && isOfRoutes ? undefined : resolved(file, from ?? later);
    if (imported) withImports(imported, seen);
  }
  return seen;
}

/** What comes with what is shown later, such as the first refusal (`src/app/http.ts`): no page need bring it, but one of its own may. */
const broughtLater = once(() =>
  readdirSync(src, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /(?<!\.spec)\.tsx?$/.test(name))
    .flatMap(({ name, parentPath }) => [...textOf(join(parentPath, name)).matchAll(/loadWords\(\['(\w+)'\]\)/g)])
    .map(([, part]) => part),
);

const namedByFile = new Map();

/** @returns the parts that the words named in one file are of */
function partsNamedIn(file) {
  const known = namedByFile.get(file);
  if (known) return known;
  const ofKey = partsByKey();
  const named = new Set();
  const text = textOf(file);
  for (const [, key] of text.matchAll(/'([a-z][\w.-]*)'/gi)) if (ofKey.has(key)) named.add(ofKey.get(key));
  // `t(`a.b.${value}`)` names everything below a.b.
  for (const [, prefix] of text.matchAll(/`([a-z][\w.]*\.)\$\{/gi))
    for (const [key, part] of ofKey) if (key.startsWith(prefix)) named.add(part);
  namedByFile.set(file, [...named]);
  return [...named];
}

/** @param brought by its route @returns the parts that the words named in a file and its imports are of, sorted */
function partsNamed(file, brought = []) {
  const named = new Set([...withImports(file)].flatMap(partsNamedIn));
  for (const part of broughtLater()) if (!brought.includes(part)) named.delete(part);
  return [...named].sort();
}

/** Parts that are named by what is loaded before any page. */
export const partsOfConsole = () => partsNamed(join(src, 'main.tsx'));

/** @returns of each module of pages the parts that its routes load, and those that it names beside the base */
export function partsOfPages() {
  const pages = new Map();
  for (const name of readdirSync(routes)) {
    const text = textOf(join(routes, name));
    const loaders = new Map(
      [...text.matchAll(/const (\w+) = \(\) => import\('([^']+)'\)/g)].map(([, loader, path]) => [loader, path]),
    );
    for (const [, path, loader, list] of text.matchAll(
      /\bpage\(\s*(?:\(\) => import\('([^']+)'\)|(\w+)),\s*'\w+'((?:,\s*'[\w-]+')*),?\s*\)/g,
    )) {
      const file = resolved(join(routes, name), path ?? loaders.get(loader));
      const module = relative(join(root, 'apps/console'), file);
      const loaded = [...list.matchAll(/'([\w-]+)'/g)].map(([, part]) => part).sort();
      const needed = partsNamed(file, loaded).filter((part) => part !== BASE);
      pages.set(module, { needed, loaded: [...(pages.get(module)?.loaded ?? []), loaded] });
    }
  }
  return pages;
}
