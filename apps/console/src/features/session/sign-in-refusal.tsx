import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';

/** Why nobody was signed in; a page at another address than the platform's own says where to go. */
export function SignInRefusal({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation();
  if (refusal.code !== 'identity.origin-refused') return <Problem refusal={refusal} />;
  const address = publicOrigin();
  return (
    <div className="notice" data-tone="bad" role="alert">
      <h2>{t('session.originRefused')}</h2>
      <p>{t('session.originRefusedWhy', { here: window.location.origin })}</p>
      {address !== undefined && (
        <p>
          {t('session.originRefusedNext')} <a href={`${address}${window.location.pathname}`}>{address}</a>
        </p>
      )}
      <small className="mono">{refusal.code}</small>
    </div>
  );
}

/** Where people reach the platform, as the api wrote it into the document. */
function publicOrigin(): string | undefined {
  const { content } = document.querySelector<HTMLMetaElement>('meta[name="public-origin"]') ?? {};
  return content?.startsWith('http') ? content : undefined;
}
