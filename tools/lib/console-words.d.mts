import type { Language } from '#libs/contracts/http';

interface Words {
  readonly [key: string]: string | Words;
}

export declare const BASE: string;
export declare function wordsByPart(language: Language): Readonly<Record<string, Words>>;
export declare function allWords(language: Language): Words;
export declare function partsOfConsole(): string[];
/** By module: the parts its pages need, and those each of its routes loads. */
export declare function partsOfPages(): ReadonlyMap<
  string,
  { readonly needed: readonly string[]; readonly loaded: readonly (readonly string[])[] }
>;
