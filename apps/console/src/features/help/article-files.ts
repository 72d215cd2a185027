import { type ArticleFiles, fileOf } from './article';

/** Each article a chunk of its own, loaded when it is read. */
const files = import.meta.glob<string>('../../../../../docs/help/*/*.md', { query: '?raw', import: 'default' });

export const articleFile: ArticleFiles = (language, number) => {
  const load = files[`../../../../../docs/help/${language}/${fileOf(number)}`];
  if (!load) throw new TypeError(`docs/help/${language}/${fileOf(number)} is not there.`);
  return load();
};
