import { useTranslation } from 'react-i18next';
import { speak } from '../app/i18n';
import { languageNames } from './languages';

/** Each language in its own words, before anybody is signed in. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <nav className="languages" aria-label={t('session.language')}>
      {languageNames.map(({ language, name }) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void speak(i18n, language)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
