import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DISPATCHED_AT_ONCE, type DispatchAnswer, type DispatchRequest, dispatchRequest } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import type { Refusal } from '../../app/refusal';
import { OrganizationChoice } from '../../ui/organization-choice';
import { Problem } from '../../ui/problem';
import { DeviceRows, type RowProblems } from './device-rows';
import { Dispatched } from './dispatched';
import type { TypedDevice } from './pasted';
import { deviceTypesQuery, dispatch } from './requests';

const blank: TypedDevice = { serialNumber: '', macAddress: '', type: '' };

interface DispatchPageProps {
  /** Leads to the import of a file, for more than fit here. */
  readonly importLink: ReactNode;
}

/** From production into the stock of a provider, one device or many (R0-13, R0-14). */
export function DispatchPage({ importLink }: DispatchPageProps) {
  const { t } = useTranslation();
  const types = useQuery(deviceTypesQuery);
  const [organizationId, setOrganizationId] = useState('');
  const [rows, setRows] = useState<readonly TypedDevice[]>([blank]);
  const [problems, setProblems] = useState<RowProblems>({});
  const [isPlaceMissing, setPlaceMissing] = useState(false);
  const sent = useRef<{ readonly body: string; readonly key: string }>(null);
  useEffect(() => {
    document.title = `${t('dispatch.title')} – Fieldgate`;
  }, [t]);
  const sending = useMutation<DispatchAnswer, Refusal, DispatchRequest>({
    mutationFn: (body) => {
      // The same list sent again is the same request: after a lost answer nothing is made twice.
      const text = JSON.stringify(body);
      if (sent.current?.body !== text) sent.current = { body: text, key: newUuid(new Date()) };
      return dispatch(body, sent.current.key);
    },
    onError: (refusal) => setProblems(problemsOf(refusal.fields)),
  });
  const usual = types.data?.deviceTypes[0] ?? '';
  const filled = rows.map((row) => ({ ...row, type: row.type === '' ? usual : row.type }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sending.isPending) return;
    setPlaceMissing(organizationId === '');
    const devices = filled.filter(({ serialNumber, macAddress }) => serialNumber !== '' || macAddress !== '');
    const read = dispatchRequest.safeParse({ organizationId, devices: devices.length === 0 ? filled : devices });
    // Empty rows go before anything is sent, so that the platform's refusals stand at the rows they are about.
    if (devices.length > 0) setRows(devices);
    if (read.success) {
      setProblems({});
      sending.mutate(read.data);
    } else setProblems(problemsOf(read.error.issues.map((issue) => ({ path: pathOf(issue.path), message: '' }))));
  };
  if (sending.isSuccess)
    return (
      <Dispatched
        items={sending.data.items}
        onNext={() => {
          sending.reset();
          sent.current = null;
          setRows([blank]);
        }}
      />
    );
  const unplaced = sending.error && (sending.error.fields.length === 0 || sending.error.fields.some(isOfNoRow));
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('dispatch.title')}</h1>
      <p className="page-lead">{t('dispatch.lead')}</p>
      <form className="form dispatch" noValidate onSubmit={submit}>
        <div className="dispatch-to">
          <OrganizationChoice
            kinds={['provider']}
            label={t('dispatch.to')}
            value={organizationId}
            error={isPlaceMissing && organizationId === '' ? t('dispatch.toMissing') : undefined}
            onChoose={setOrganizationId}
          />
        </div>
        {types.error && !types.data ? (
          <Problem refusal={types.error} onRetry={() => void types.refetch()} />
        ) : (
          <DeviceRows
            rows={rows}
            types={types.data?.deviceTypes ?? []}
            problems={problems}
            onChange={(next) => {
              setRows(next.slice(0, DISPATCHED_AT_ONCE));
              setProblems({});
            }}
          />
        )}
        <p className="dimmed">
          {t('dispatch.many', { count: DISPATCHED_AT_ONCE })} {importLink}
        </p>
        {sending.error && unplaced && <Problem refusal={sending.error} />}
        {sending.error && !unplaced && (
          <p role="alert" className="dispatch-refused">
            {t('dispatch.refused')}
          </p>
        )}
        <div className="form-actions">
          <Button type="submit" loading={sending.isPending}>
            {t('dispatch.send', { count: rows.length })}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** As the platform writes the path of a row's field. */
const ROW = /^devices\[(\d+)\](?:\.(serialNumber|macAddress|type))?$/;
const isOfNoRow = ({ path }: { readonly path: string }) => !ROW.test(path);

const pathOf = ([list, index, field]: readonly PropertyKey[]) =>
  list === 'devices' && index !== undefined ? `devices[${String(index)}].${String(field ?? 'serialNumber')}` : '';

/** Which field of which row is wrong, with the platform's words for it where it said some. */
function problemsOf(fields: readonly { readonly path: string; readonly message: string }[]): RowProblems {
  return Object.fromEntries(
    fields.flatMap(({ path, message }) => {
      const [, index, field = 'serialNumber'] = ROW.exec(path) ?? [];
      return index === undefined ? [] : [[`${index}.${field}`, message]];
    }),
  );
}
