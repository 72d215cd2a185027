import { useTranslation } from 'react-i18next';
import type { ServiceContractBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';

const marks = {
  upcoming: { shape: 'frame', tone: 'unknown' },
  active: { shape: 'disc', tone: 'ok' },
  ending: { shape: 'triangle', tone: 'warn' },
  grace: { shape: 'triangle', tone: 'bad' },
  lapsed: { shape: 'cross', tone: 'bad' },
  renewed: { shape: 'check', tone: 'ok' },
} as const;

export const contractStates = ['upcoming', 'active', 'ending', 'grace', 'lapsed', 'renewed'] as const;

/** Where a contract is in its life. */
export function ContractMark({ state }: Pick<ServiceContractBody, 'state'>) {
  const { t } = useTranslation();
  return <StateMark {...marks[state]}>{t(`contracts.state.${state}`)}</StateMark>;
}
