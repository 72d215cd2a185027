import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleNumber } from './article';
import type { ArticleLink } from './markdown';

/** The articles by what one wants to do. */
const groups = {
  start: [1, 2, 3, 4, 5],
  watch: [6, 7, 15],
  care: [10, 11, 9, 12],
  people: [8, 13, 14],
} as const satisfies Record<string, readonly ArticleNumber[]>;
const groupNames = Object.keys(groups) as readonly (keyof typeof groups)[];

/** Every help article, by its number. */
export function HelpListPage({ articleLink: Linked }: { readonly articleLink: ArticleLink }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('help.title')} – Fieldgate`;
  }, [t]);
  return (
    <div className="page help-page">
      <h1>{t('help.title')}</h1>
      <p className="page-lead">{t('help.lead')}</p>
      {groupNames.map((group) => (
        <section key={group} aria-labelledby={`help-${group}`}>
          <h2 id={`help-${group}`}>{t(`help.groups.${group}`)}</h2>
          <ul className="help-list">
            {groups[group].map((number) => (
              <li key={number}>
                <Linked number={number}>
                  <span className="help-number">{number}</span>
                  {t(`pageHelp.titles.${number}`)}
                </Linked>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
