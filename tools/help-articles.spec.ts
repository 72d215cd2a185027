import { readdirSync, readFileSync } from 'node:fs';
import { articleFrom, articleNumbers, fileOf } from '../apps/console/src/features/help/article.js';
import en from '../apps/console/src/locales/en/base.json' with { type: 'json' };
import pl from '../apps/console/src/locales/pl/base.json' with { type: 'json' };

const titles = { en: en.pageHelp.titles, pl: pl.pageHelp.titles };
const languages = ['en', 'pl'] as const;
const articles = languages.flatMap((language) => articleNumbers.map((number) => ({ language, number })));
const read = (language: string, file: string) => readFileSync(`docs/help/${language}/${file}`, 'utf8');
const headingsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('## '));

describe('the help articles', () => {
  it.each(languages)('are all there in %s, and no others (R4-17)', (language) => {
    expect(readdirSync(`docs/help/${language}`).sort()).toEqual(articleNumbers.map(fileOf).sort());
  });

  it.each(articles)(
    'have in $language a number, a day of their last change, and the title the list says: $number',
    ({ language, number }) => {
      const article = articleFrom(read(language, fileOf(number)));
      expect(article).toMatchObject({ number, title: titles[language][number] });
      expect(Date.parse(article.updated)).toBeLessThanOrEqual(Date.now());
      expect(article.text.length).toBeGreaterThan(500);
    },
  );

  it.each(articles)('lead in $language to articles that are there: $number', ({ language, number }) => {
    const links = [...read(language, fileOf(number)).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !articleNumbers.map(fileOf).includes(link ?? ''))).toEqual([]);
  });

  it.each(articleNumbers)('are of the same parts and the same day in every language: %i', (number) => {
    const [english, polish] = languages.map((language) => articleFrom(read(language, fileOf(number))));
    expect(headingsOf(polish?.text ?? '')).toHaveLength(headingsOf(english?.text ?? '').length);
    expect(polish?.updated).toBe(english?.updated);
  });

  it('are refused without a day', () => {
    expect(() => articleFrom('# Sign in\n\nText.')).toThrow('updated: 2026-11-30');
    expect(() => articleFrom('---\nnumber: 1\nupdated: 2026-02-31\n---\n\n# T\n\nText.')).toThrow();
  });
});
