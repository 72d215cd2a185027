import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationAnswer } from '#libs/contracts/http';
import { dateFormat } from '../../ui/formats';
import { StateMark } from '../../ui/state-mark';

interface RegisteredProps {
  readonly made: RegistrationAnswer;
  /** Whether the contact gets the two mails, for they are new here. */
  readonly isMailed: boolean;
  /** Where to go on: to the certificate of this device. */
  readonly certificate: ReactNode;
  readonly onNext: (organizationId: string | undefined) => void;
}

/** That it is done, what was made, and what to tell the customer. */
export function Registered({ made, isMailed, certificate, onNext }: RegisteredProps) {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const day = (date: string) =>
    dateFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
  const { organization, person, device, asset, contract } = made;
  const facts = [
    [t('registration.made.customer'), organization.name],
    [t('registration.made.person'), `${person.firstName} ${person.lastName}, ${person.email}`],
    [t('registration.made.device'), `${device.type} ${device.serialNumber}, ${device.macAddress}`],
    [t('registration.made.equipment'), `${asset.model} ${asset.modelNumber}, ${asset.serialNumber}`],
    [
      t('registration.made.service'),
      t('registration.made.span', { from: day(contract.startDate), to: day(contract.endDate) }),
    ],
  ] as const;
  const next = t(isMailed ? 'registration.summary.mails' : 'registration.summary.signIn', { email: person.email });
  const summary = [
    t('registration.summary.greeting', { name: person.firstName }),
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    '',
    next,
    t('registration.summary.port'),
  ].join('\n');
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title" ref={heading} tabIndex={-1}>
        <StateMark shape="check" tone="ok">
          {t('registration.done', { device: device.serialNumber })}
        </StateMark>
      </h1>
      {device.systemNameMatches === false && (
        <div className="notice" data-tone="warn">
          <p>{t('registration.systemNameDiffers', { name: device.systemName })}</p>
        </div>
      )}
      <dl className="registered-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Summary text={summary} />
      <div className="actions">
        {certificate}
        <Button variant="default" onClick={() => onNext(organization.id)}>
          {t('registration.nextSame')}
        </Button>
        <Button variant="default" onClick={() => onNext(undefined)}>
          {t('registration.nextOther')}
        </Button>
      </div>
    </section>
  );
}

/** A text to send, which can be taken with one press where the browser lets it, and by hand everywhere. */
function Summary({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'copied' | 'refused'>();
  const copy = () =>
    // Outside of HTTPS there is no clipboard.
    (navigator.clipboard?.writeText(text) ?? Promise.reject(new TypeError('no clipboard'))).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  return (
    <section className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t('registration.summary.title')}</h2>
      <pre>{text}</pre>
      <div className="actions">
        <Button variant="default" onClick={() => void copy()}>
          {t('registration.summary.copy')}
        </Button>
        <span role="status">{state && t(`registration.summary.${state}`)}</span>
      </div>
    </section>
  );
}
