import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerOnboardingBody } from '#libs/contracts/http';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { StateMark } from '../../../ui/state-mark';
import { useLinks } from '../links';
import { onboardingQuery } from '../requests';
import type { Doing } from '../search';
import type { OrganizationTab } from '../tabs';

type Step = CustomerOnboardingBody['steps'][number]['step'];

/** Where each step is done. */
const places: Readonly<Record<Step, { readonly tab: OrganizationTab; readonly doing?: Doing }>> = {
  'add-people': { tab: 'people', doing: 'add' },
  'assign-devices': { tab: 'devices' },
  'create-asset': { tab: 'assets' },
  'install-device': { tab: 'devices' },
  'configure-asset': { tab: 'assets' },
};

interface OnboardingProps {
  readonly id: string;
  /** The reader gives devices to customers, from those that nobody has. */
  readonly mayAssign: boolean;
}

/** How far the customer has come, and what is next (R0-33). */
export function Onboarding({ id, mayAssign }: OnboardingProps) {
  const { t } = useTranslation();
  const query = useQuery(onboardingQuery(id));
  return (
    <Panel title={t('organization.onboarding')}>
      <RemoteView
        query={query}
        loading={<Skeleton height={150} radius={2} />}
        isEmpty={(onboarding) => onboarding === null}
        empty={<p className="dimmed">{t('organization.onboardingNone')}</p>}
      >
        {(onboarding) => onboarding && <Steps onboarding={onboarding} mayAssign={mayAssign} />}
      </RemoteView>
    </Panel>
  );
}

interface StepsProps extends Pick<OnboardingProps, 'mayAssign'> {
  readonly onboarding: CustomerOnboardingBody;
}

function Steps({ onboarding: { steps, nextStep }, mayAssign }: StepsProps) {
  const { t } = useTranslation();
  if (nextStep === null)
    return (
      <p>
        <StateMark shape="check" tone="ok">
          {t('organization.onboardingDone')}
        </StateMark>
      </p>
    );
  return (
    <ol className="onboarding">
      {steps.map(({ step, done }) => {
        const isNext = step === nextStep;
        return (
          <li key={step} data-next={isNext} {...(isNext && { 'aria-current': 'step' as const })}>
            <StateMark
              shape={done ? 'check' : isNext ? 'half' : 'ring'}
              tone={done ? 'ok' : isNext ? 'warn' : 'unknown'}
            >
              {t(`organization.step.${step}`)}
              <span className="away">
                {' '}
                {t(done ? 'organization.stepDone' : isNext ? 'organization.stepNext' : 'organization.stepLater')}
              </span>
            </StateMark>
            {isNext && <StepLink step={step} mayAssign={mayAssign} />}
          </li>
        );
      })}
    </ol>
  );
}

/** To where a step is done. */
function StepLink({ step, mayAssign }: { readonly step: Step } & Pick<OnboardingProps, 'mayAssign'>) {
  const { t } = useTranslation();
  const { Stock, Tab } = useLinks();
  const { tab, doing } = places[step];
  if (step === 'assign-devices' && mayAssign) return <Stock>{t('organization.stepGo.stock')}</Stock>;
  return (
    <Tab tab={tab} {...(doing && { doing })}>
      {t(`organization.stepGo.${step}`)}
    </Tab>
  );
}
