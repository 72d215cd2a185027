import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICE_PORT, type FirstConnectionBody, firstConnectionStep } from '#libs/contracts/http';
import { useCauseWords } from '../../ui/cause-words';
import { RemoteView } from '../../ui/remote-view';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';
import { Ago, When } from '../../ui/when';
import { firstConnectionQuery, isThrough } from './requests';
import { useAwake } from './use-awake';

type Step = FirstConnectionBody['steps'][number];

/** After so long without a sign of the device the network is the likely cause, milliseconds. */
const SILENT_MS = 30_000;

const looks = {
  done: ['check', 'ok'],
  failed: ['cross', 'bad'],
  waiting: ['dots', 'unknown'],
} as const satisfies Record<Step['state'], readonly [Shape, Tone]>;

interface ChecklistProps {
  readonly deviceId: string;
  /** Where the device stands on the map, once it does. */
  readonly map?: ReactNode;
}

/** The seven steps from the certificate to the map, live. */
export function Checklist({ deviceId, map }: ChecklistProps) {
  const { t } = useTranslation();
  const query = useQuery(firstConnectionQuery(deviceId));
  useAwake(query.data !== undefined && query.data.since !== null && !isThrough(query.data));
  return (
    <section className="checklist" aria-labelledby="checklist-title">
      <h2 id="checklist-title">{t('firstConnection.title')}</h2>
      <RemoteView query={query} loading={<ChecklistSkeleton />}>
        {(connection) => (
          <>
            <Summary connection={connection} />
            <ol>
              {connection.steps.map((step, place) => (
                <StepLine
                  key={step.step}
                  step={step}
                  before={place === 0 ? undefined : connection.steps[place - 1]}
                  isNext={connection.steps.findIndex(({ state }) => state !== 'done') === place}
                />
              ))}
            </ol>
            {isThrough(connection) && map}
          </>
        )}
      </RemoteView>
    </section>
  );
}

/** Where it stands, in one sentence; read out when it changes. */
function Summary({ connection: { steps, since, connectedBefore } }: { readonly connection: FirstConnectionBody }) {
  const { t } = useTranslation();
  const failed = steps.find(({ state }) => state === 'failed');
  const done = steps.filter(({ state }) => state === 'done').length;
  const word = () => {
    if (since === null) return t('firstConnection.noCertificate');
    if (failed) return t('firstConnection.stopped', { step: t(`firstConnection.step.${failed.step}`) });
    if (done === steps.length) return t('firstConnection.through');
    return t('firstConnection.progress', { done, all: steps.length });
  };
  return (
    <>
      <p role="status">{word()}</p>
      {connectedBefore !== null && (
        <p className="dimmed">
          {t('firstConnection.connectedBefore')} <When at={connectedBefore} />
        </p>
      )}
    </>
  );
}

interface StepLineProps {
  readonly step: Step;
  readonly before: Step | undefined;
  /** It is the one that is waited for. */
  readonly isNext: boolean;
}

function StepLine({ step, before, isNext }: StepLineProps) {
  const { t } = useTranslation();
  const wordsOf = useCauseWords();
  const { state, at, cause, detail, isAssumed } = step;
  const [shape, tone] = looks[state];
  return (
    <li data-state={state} data-next={isNext} aria-current={isNext ? 'step' : undefined}>
      <StateMark shape={shape} tone={tone}>
        <strong>{t(`firstConnection.step.${step.step}`)}</strong>
        <span className="away"> {t(`firstConnection.state.${state}`)}</span>
      </StateMark>
      {at !== null && (
        <span className="step-time dimmed">
          <When at={at} />
        </span>
      )}
      {cause !== null && <p>{wordsOf(cause, detail ?? cause)}</p>}
      {cause !== null && isAssumed && <p className="dimmed">{t('firstConnection.assumed')}</p>}
      {isNext && state === 'waiting' && <Waiting step={step} since={before?.at ?? null} />}
    </li>
  );
}

/** What is waited for, since when, and what to look at when it takes long. */
function Waiting({ step: { step }, since }: { readonly step: Step; readonly since: string | null }) {
  const { t } = useTranslation();
  const isSilent = useIsPast(since, SILENT_MS);
  return (
    <>
      <p className="dimmed">
        {t(`firstConnection.waiting.${step}`)}
        {since !== null && (
          <>
            {' '}
            {t('firstConnection.since')} <Ago at={since} />
          </>
        )}
      </p>
      {step === 'tcp' && isSilent && (
        <div className="notice" data-tone="warn">
          <h3>{t('firstConnection.silent')}</h3>
          <p>{t('firstConnection.allowOutbound', { port: DEVICE_PORT })}</p>
        </div>
      )}
    </>
  );
}

/** Whether so long has passed since then; turns true by itself. */
function useIsPast(since: string | null, ms: number): boolean {
  const left = since === null ? Number.POSITIVE_INFINITY : new Date(since).getTime() + ms - Date.now();
  const [isPast, setIsPast] = useState(left <= 0);
  useEffect(() => {
    setIsPast(left <= 0);
    if (left <= 0 || !Number.isFinite(left)) return;
    const timer = setTimeout(() => setIsPast(true), left);
    return () => clearTimeout(timer);
  }, [left]);
  return isPast;
}

function ChecklistSkeleton() {
  return (
    <ol>
      {firstConnectionStep.options.map((step) => (
        <li key={step}>
          <Skeleton height={22} radius={2} />
        </li>
      ))}
    </ol>
  );
}
