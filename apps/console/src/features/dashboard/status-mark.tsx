import { useTranslation } from 'react-i18next';
import type { OrganizationBody } from '#libs/contracts/http';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';

const looks = {
  new: ['frame', 'unknown'],
  invited: ['half', 'warn'],
  onboarded: ['disc', 'ok'],
} as const satisfies Record<OrganizationBody['status'], readonly [Shape, Tone]>;

/** How far the people of a customer have come. */
export function StatusMark({ status }: Pick<OrganizationBody, 'status'>) {
  const { t } = useTranslation();
  const [shape, tone] = looks[status];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`dashboard.status.${status}`)}
    </StateMark>
  );
}
