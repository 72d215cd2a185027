import { useTranslation } from 'react-i18next';
import type { AssetBody } from '#libs/contracts/http';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';
import { Day } from '../../ui/when';

const connections: Readonly<Record<AssetBody['connection'], readonly [Shape, Tone]>> = {
  new: ['dots', 'unknown'],
  proposed: ['half', 'warn'],
  linked: ['ring', 'unknown'],
  connected: ['disc', 'ok'],
};

/** How far an asset is: entered, proposed, the customer's, connected. */
export function AssetConnection({ connection }: Pick<AssetBody, 'connection'>) {
  const { t } = useTranslation();
  const [shape, tone] = connections[connection];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`assets.connection.${connection}`)}
    </StateMark>
  );
}

const warranties: Readonly<Record<AssetBody['warrantyState'], readonly [Shape, Tone]>> = {
  none: ['dash', 'unknown'],
  active: ['check', 'ok'],
  ending: ['triangle', 'warn'],
  ended: ['cross', 'unknown'],
};

/** Whether the warranty runs, and until when. */
export function Warranty({ warrantyState, warrantyEnd }: Pick<AssetBody, 'warrantyState' | 'warrantyEnd'>) {
  const { t } = useTranslation();
  const [shape, tone] = warranties[warrantyState];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`assets.warranty.${warrantyState}`)} {warrantyEnd !== null && <Day date={warrantyEnd} />}
    </StateMark>
  );
}
