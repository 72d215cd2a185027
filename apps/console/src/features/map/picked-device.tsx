import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrackBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/when';
import { looks } from './looks';
import type { MapLink } from './map-link';
import type { DeviceMark } from './marks';

interface PickedDeviceProps {
  /** Undefined: one that is followed, and not in view. */
  readonly device: DeviceMark | undefined;
  readonly isFollowed: boolean;
  /** Undefined: none is followed, or it is on its way. */
  readonly track: TrackBody | undefined;
  readonly link: MapLink;
  readonly onFollow: (deviceId: string | undefined) => void;
  readonly onClose: () => void;
}

/** The device that was pressed, or is followed. */
export function PickedDevice({ device, isFollowed, track, link: Link, onFollow, onClose }: PickedDeviceProps) {
  const { t } = useTranslation();
  const newest = track?.items.at(-1);
  const [shape, tone] = looks[device?.worst ?? 'never'];
  return (
    <aside className="map-picked" aria-label={t('map.picked')}>
      <CloseButton className="map-picked-close" aria-label={t('common.close')} onClick={onClose} />
      {device && (
        <>
          <h2>
            <Link id={device.id}>{device.name}</Link>
          </h2>
          <p className="dimmed">
            {device.model} <span className="mono">{device.serialNumber}</span>
          </p>
          <p>
            <StateMark shape={shape} tone={tone}>
              {t(`map.worst.${device.worst}`)}
            </StateMark>
          </p>
        </>
      )}
      <p className="dimmed">
        {isFollowed && track && !newest && t('map.notMoving')}
        {isFollowed && newest && (
          <>
            {t('map.track', { count: track?.positions ?? 0 })} <Ago at={newest.observedAt} />
          </>
        )}
        {!isFollowed && device?.source === 'site' && t('map.atSite')}
        {!isFollowed && device?.observedAt && (
          <>
            {t('map.reported')} <Ago at={device.observedAt} />
          </>
        )}
      </p>
      {isFollowed ? (
        <Button variant="default" size="compact-sm" onClick={() => onFollow(undefined)}>
          {t('map.unfollow')}
        </Button>
      ) : (
        device?.source === 'device' && (
          <Button variant="default" size="compact-sm" onClick={() => onFollow(device.id)}>
            {t('map.follow')}
          </Button>
        )
      )}
    </aside>
  );
}
