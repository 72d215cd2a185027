import { useTranslation } from 'react-i18next';
import { linkedPages, type ShareCodeBody, type SiteGrantBody } from '#libs/contracts/http';
import { When } from '../../ui/when';
import { BigCode } from './big-code';

/** What came of an invitation. */
export type Invited =
  | { readonly way: 'email' | 'key'; readonly grant: SiteGrantBody }
  | { readonly way: 'code'; readonly made: ShareCodeBody };

/** Whom the instructions went to; or the code, which is shown this once. */
export function InvitedNotice({ invited }: { readonly invited: Invited }) {
  const { t } = useTranslation();
  if (invited.way === 'code') {
    const { code, expiresAt } = invited.made;
    const link = `${window.location.origin}${linkedPages['site-share']}${code}`;
    return (
      <div className="code-made" role="status">
        <p>{t('sharing.code.what')}</p>
        <BigCode
          code={code}
          label={t('sharing.code.label')}
          copies={{ text: link, words: t('sharing.code.copyLink') }}
        />
        <p>
          <strong>
            {t('sharing.code.until')} <When at={expiresAt} />, {t('sharing.code.worksOnce')}
          </strong>
        </p>
        <p className="dimmed">{t('sharing.code.once')}</p>
      </div>
    );
  }
  const { email, organization, codeExpiresAt } = invited.grant;
  return (
    <div className="notice" data-tone="ok" role="status">
      <p>
        {invited.way === 'email'
          ? t('sharing.sent.email', { email })
          : t('sharing.sent.key', { organization: organization?.name })}
      </p>
      <p className="dimmed">
        {t('sharing.code.until')} <When at={codeExpiresAt} />, {t('sharing.code.worksOnce')}
      </p>
    </div>
  );
}
