import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnSessionBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { Ago, When } from '../../ui/when';
import { browserIn } from './browser-name';

interface SessionRowProps {
  readonly session: OwnSessionBody;
  readonly isEnding: boolean;
  readonly onEnd: () => void;
}

/** One place where somebody is signed in: by which program, from where, since when. */
export function SessionRow({ session, isEnding, onEnd }: SessionRowProps) {
  const { t } = useTranslation();
  const { userAgent, remoteAddress, createdAt, seenAt, current } = session;
  const browser = browserIn(userAgent);
  const name = browser ? t('me.sessions.browser', browser) : (userAgent ?? t('me.sessions.unknown'));
  return (
    <li>
      <div>
        <strong title={userAgent ?? undefined}>{name}</strong>
        <p className="dimmed">
          {remoteAddress !== null && <span className="mono">{remoteAddress} · </span>}
          {t('me.sessions.since')} <When at={createdAt} />
        </p>
      </div>
      {current ? (
        <StateMark shape="disc" tone="ok">
          {t('me.sessions.current')}
        </StateMark>
      ) : (
        <>
          <span className="dimmed">
            {t('me.sessions.seen')} <Ago at={seenAt} />
          </span>
          <Button
            variant="default"
            size="xs"
            loading={isEnding}
            onClick={onEnd}
            aria-label={t('me.sessions.endOf', { name })}
          >
            {t('me.sessions.end')}
          </Button>
        </>
      )}
    </li>
  );
}
