import { useTranslation } from 'react-i18next';
import type { OperationStatusBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/when';
import { Facts } from './facts';

type Broker = OperationStatusBody['brokers'][number];

/** What each broker says of itself; where none does, what that means. */
export function Brokers({ brokers }: { readonly brokers: readonly Broker[] }) {
  const { t } = useTranslation();
  if (brokers.length === 0)
    return (
      <div className="notice" data-tone="bad">
        <h2>{t('operation.noBroker')}</h2>
        <p>{t('operation.noBrokerNext')}</p>
      </div>
    );
  return brokers.map((broker) => <OneBroker key={broker.id} broker={broker} />);
}

function OneBroker({ broker: { startedAt, reportedAt, isSilent, report } }: { readonly broker: Broker }) {
  const { t } = useTranslation();
  return (
    <div className="operation-process">
      <p>
        <ProcessMark isSilent={isSilent} reportedAt={reportedAt} />{' '}
        <span className="dimmed">
          {t('operation.started')} <Ago at={startedAt} />
        </span>
      </p>
      {report === null ? (
        <p className="dimmed">{t('operation.otherVersion')}</p>
      ) : (
        <Facts
          facts={[
            { name: t('operation.sessions'), value: report.sessions, isWhole: true },
            { name: t('operation.waitingConnections'), value: report.waitingConnections, isWhole: true },
            { name: t('operation.messages'), value: report.messagesPerSecond, isWhole: true },
            { name: t('operation.readings'), value: report.readingsPerSecond, isWhole: true },
            { name: t('operation.held'), value: report.heldMessages, isWhole: true },
            { name: t('operation.storedSessions'), value: report.storedSessions, isWhole: true },
            { name: t('operation.dropped'), value: report.droppedMessages, isWhole: true },
            { name: t('operation.overloaded'), value: report.overloadedMessages, isWhole: true },
            { name: t('operation.failures'), value: report.failures, isWhole: true, isBad: report.failures > 0 },
          ]}
        />
      )}
    </div>
  );
}

interface ProcessMarkProps {
  readonly isSilent: boolean;
  readonly reportedAt: string;
}

/** Whether a process still says something, and when it last did. */
export function ProcessMark({ isSilent, reportedAt }: ProcessMarkProps) {
  const { t } = useTranslation();
  return (
    <StateMark shape={isSilent ? 'triangle' : 'disc'} tone={isSilent ? 'bad' : 'ok'}>
      {t(isSilent ? 'operation.silent' : 'operation.reports')} <Ago at={reportedAt} />
    </StateMark>
  );
}
