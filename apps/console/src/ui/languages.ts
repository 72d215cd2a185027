import type { Language } from '#libs/contracts/http';

/** Languages of the console, each called as its speakers call it. */
export const languageNames: readonly { readonly language: Language; readonly name: string }[] = [
  { language: 'en', name: 'English' },
  { language: 'pl', name: 'Polski' },
];
