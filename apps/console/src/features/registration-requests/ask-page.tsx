import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '../../ui/entrance';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import { sendRequest } from './requests';
import { emptyRequest, typedRequest } from './typed-request';

interface AskPageProps {
  /** Of the provider, where the link says it. */
  readonly providerKey: string | undefined;
  readonly wayOut: ReactNode;
}

/** Fields of each part: what is needed of it, and how wrong text is told. */
const fields = {
  device: [
    ['device.serialNumber', 'serialNumber'],
    ['device.macAddress', 'macAddress'],
    ['device.type', 'text'],
  ],
  who: [
    ['organization.name', 'text'],
    ['person.firstName', 'text'],
    ['person.lastName', 'text'],
    ['person.email', 'email'],
    ['person.phone', 'phone'],
  ],
  equipment: [
    ['equipment.model', 'text'],
    ['equipment.modelNumber', 'text'],
    ['equipment.serialNumber', 'text'],
    ['site.name', 'text'],
    ['site.address', 'text'],
    ['salesOrderNumber', 'text'],
  ],
} as const;

/** Where a customer asks a provider to register a device, with or without an account (R1-07). */
export function AskPage({ providerKey, wayOut }: AskPageProps) {
  const { t } = useTranslation();
  const [sentFor, setSentFor] = useState<string>();
  const sending = useSendingForm({
    schema: typedRequest,
    start: { ...emptyRequest, providerKey: providerKey ?? '' },
    send: async (request) => {
      await sendRequest(request);
      setSentFor(request.device.serialNumber);
    },
  });
  const { form, errorAt } = sending;
  if (sentFor !== undefined)
    return (
      <Entrance title={t('requests.ask.title')}>
        <div className="notice" data-tone="ok" role="status">
          <h2>{t('requests.ask.sent', { serial: sentFor })}</h2>
          <p>{t('requests.ask.sentNext')}</p>
          <Button variant="default" size="xs" onClick={() => setSentFor(undefined)}>
            {t('requests.ask.another')}
          </Button>
        </div>
        <p className="way-out">{wayOut}</p>
      </Entrance>
    );
  return (
    <Entrance title={t('requests.ask.title')}>
      <p>{t('requests.ask.lead')}</p>
      <FormBody sending={sending} action={t('requests.ask.action')} isWide>
        <TextInput
          {...form.register('providerKey')}
          label={t('requests.ask.key')}
          description={t('requests.ask.keyHint')}
          placeholder="XXXX-XXXX-XXXX-XXXX"
          className="field-mono"
          autoComplete="off"
          withAsterisk
          error={errorAt('providerKey', t('requests.ask.keyWrong'))}
        />
        {(['device', 'who', 'equipment'] as const).map((part) => (
          <fieldset key={part} className="ask-part">
            <legend>{t(`requests.ask.part.${part}`)}</legend>
            {fields[part].map(([name, kind]) => (
              <TextInput
                key={name}
                {...form.register(name)}
                label={t(`registration.field.${name}`)}
                withAsterisk={name === 'device.serialNumber'}
                autoComplete={part === 'who' ? 'on' : 'off'}
                className={kind === 'serialNumber' || kind === 'macAddress' ? 'field-mono' : ''}
                error={errorAt(name, t(`registration.wrong.${kind}`))}
              />
            ))}
          </fieldset>
        ))}
      </FormBody>
      <p className="way-out">{wayOut}</p>
    </Entrance>
  );
}
