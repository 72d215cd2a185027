import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';
import { Ago, When } from '../../ui/when';

type Look = readonly [Shape, Tone];

const connections = {
  connected: ['disc', 'ok'],
  disconnected: ['ring', 'warn'],
  never: ['dots', 'unknown'],
} as const satisfies Record<DeviceBody['connectivity']['state'], Look>;

const certificates = {
  valid: ['check', 'ok'],
  expiring: ['triangle', 'warn'],
  expired: ['cross', 'bad'],
  revoked: ['cross', 'bad'],
  none: ['dash', 'unknown'],
} as const satisfies Record<DeviceBody['certificate']['state'], Look>;

const lifecycles = {
  active: ['square', 'ok'],
  registered: ['frame', 'unknown'],
  suspended: ['pause', 'warn'],
  retired: ['dash', 'unknown'],
} as const satisfies Record<DeviceBody['lifecycle'], Look>;

/** Whether it is connected, and since when. */
export function ConnectionTruth({ state, since }: DeviceBody['connectivity']) {
  const { t } = useTranslation();
  const [shape, tone] = connections[state];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`devices.connection.${state}`)}
      {since !== null && (
        <span className="truth-since">
          {' '}
          <When at={since} />
        </span>
      )}
    </StateMark>
  );
}

/** How old its latest sign of life is: connected is not the same as fresh. */
export function FreshnessTruth({
  freshness,
  connectivity: { lastSeenAt },
  label,
}: Pick<DeviceBody, 'freshness' | 'connectivity'> & { readonly label?: string }) {
  const { t } = useTranslation();
  if (lastSeenAt === null)
    return (
      <StateMark shape="dots" tone="unknown">
        {t('devices.silent')}
      </StateMark>
    );
  const isFresh = freshness === 'fresh';
  return (
    <StateMark shape={isFresh ? 'disc' : 'half'} tone={isFresh ? 'ok' : 'warn'}>
      {label !== undefined && <span>{label}: </span>}
      <Ago at={lastSeenAt} />
    </StateMark>
  );
}

/** What its certificates are worth, and until when. */
export function CertificateTruth({ state, notAfter, label }: DeviceBody['certificate'] & { readonly label?: string }) {
  const { t } = useTranslation();
  const [shape, tone] = certificates[state];
  return (
    <StateMark shape={shape} tone={tone}>
      {label !== undefined && <span>{label}: </span>}
      {t(`devices.certificate.${state}`)}
      {notAfter !== null && (
        <span className="truth-since">
          {' '}
          <When at={notAfter} precision="day" />
        </span>
      )}
    </StateMark>
  );
}

/** Where it stands in its life. */
export function LifecycleTruth({ lifecycle }: Pick<DeviceBody, 'lifecycle'>) {
  const { t } = useTranslation();
  const [shape, tone] = lifecycles[lifecycle];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`devices.lifecycle.${lifecycle}`)}
    </StateMark>
  );
}
