import { Button, FileInput, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBody, OrganizationBody } from '#libs/contracts/http';
import { Refusal } from '../../app/refusal';
import { OrganizationChoice } from '../../ui/organization-choice';
import { Problem } from '../../ui/problem';
import { type FileFault, faultOf, sizeInWords } from './chosen-file';
import { ColumnsPanel } from './columns-panel';
import { importKeys, sendImport } from './requests';

type Kind = ImportBody['kind'];

/** Where files of each kind are brought in; the API says the same of what it refuses. */
const places = {
  customers: ['provider', 'customer'],
  assets: ['provider', 'customer'],
  devices: ['provider'],
  'oil-tests': ['customer'],
} as const satisfies Record<Kind, readonly OrganizationBody['kind'][]>;

interface NewImportPageProps {
  /** What this reader may bring in anywhere. */
  readonly kinds: readonly Kind[];
  readonly onSending: (isSending: boolean) => void;
  readonly onSent: (id: string) => void;
}

/** A file, what is in it and where it belongs; it is checked first, and nothing else changes. */
export function NewImportPage({ kinds, onSending, onSent }: NewImportPageProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'devices');
  const [organizationId, setOrganizationId] = useState('');
  const [isWhole, setWhole] = useState(true);
  const [file, setFile] = useState<File>();
  const [fault, setFault] = useState<FileFault>();
  const [isPlaceMissing, setPlaceMissing] = useState(false);
  const underWay = useRef<AbortController>(null);
  const isTaken = useRef(false);
  useEffect(() => {
    document.title = `${t('imports.newTitle')} – Fieldgate`;
  }, [t]);
  const sending = useMutation<ImportBody, Refusal, File>({
    mutationFn: async (chosen) => {
      underWay.current = new AbortController();
      const mode = isWhole ? 'all-or-nothing' : 'best-effort';
      try {
        return await sendImport({ kind, organizationId, mode }, chosen, underWay.current.signal);
      } catch (failure) {
        throw ofTooLarge(failure);
      }
    },
    onMutate: () => onSending(true),
    onError: () => {
      isTaken.current = false;
    },
    onSettled: () => onSending(false),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: importKeys.lists });
      onSent(id);
    },
  });
  // Whoever leaves the page gives the file up; half of one is kept nowhere.
  useEffect(() => () => underWay.current?.abort(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A second click may come while the file's first bytes are read, or after it was taken and before its page is there.
    if (isTaken.current) return;
    isTaken.current = true;
    const found = await faultOf(file);
    setFault(found);
    setPlaceMissing(organizationId === '');
    if (file && found === undefined && organizationId !== '') sending.mutate(file);
    else isTaken.current = false;
  };
  const isRefused = sending.error !== null && !underWay.current?.signal.aborted;
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('imports.newTitle')}</h1>
      <p className="page-lead">{t('imports.newLead')}</p>
      <div className="import-new">
        <form className="form" noValidate onSubmit={(event) => void submit(event)}>
          <NativeSelect
            label={t('imports.column.kind')}
            value={kind}
            data={kinds.map((value) => ({ value, label: t(`imports.kind.${value}`) }))}
            onChange={({ currentTarget }) => {
              setKind(currentTarget.value as Kind);
              setOrganizationId('');
            }}
          />
          <OrganizationChoice
            key={kind}
            kinds={places[kind]}
            label={t(`imports.place.${kind}`)}
            value={organizationId}
            error={isPlaceMissing && organizationId === '' ? t('imports.placeMissing') : undefined}
            onChoose={setOrganizationId}
          />
          <FileInput
            label={t('imports.column.file')}
            description={file ? sizeInWords(file.size, i18n.language) : t('imports.fileHint')}
            placeholder={t('imports.choose')}
            accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values"
            value={file ?? null}
            error={fault && t(`imports.fault.${fault}`)}
            onChange={(chosen) => {
              setFile(chosen ?? undefined);
              setFault(undefined);
              sending.reset();
            }}
          />
          <fieldset className="import-modes">
            <legend>{t('imports.modeTitle')}</legend>
            {([true, false] as const).map((whole) => (
              <label key={String(whole)}>
                <input type="radio" name="mode" checked={isWhole === whole} onChange={() => setWhole(whole)} />
                <span>
                  <strong>{t(whole ? 'imports.mode.whole' : 'imports.mode.good')}</strong>
                  <span className="dimmed">{t(whole ? 'imports.modeMeans.whole' : 'imports.modeMeans.good')}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {isRefused && (
            <Problem refusal={sending.error}>
              {sending.error.status === 0 && <p>{t('imports.lostOnTheWay')}</p>}
            </Problem>
          )}
          <div className="form-actions">
            <Button type="submit" loading={sending.isPending}>
              {t('imports.check')}
            </Button>
            {sending.isPending && (
              <>
                <span role="status" className="dimmed">
                  {t('imports.sending', { size: sizeInWords(file?.size ?? 0, i18n.language) })}
                </span>
                <Button variant="default" onClick={() => underWay.current?.abort()}>
                  {t('imports.stopSending')}
                </Button>
              </>
            )}
          </div>
        </form>
        <ColumnsPanel kind={kind} />
      </div>
    </section>
  );
}

/** A proxy on the way that takes less than the platform says so without a code of ours (RFC 9110 §15.5.14). */
function ofTooLarge(failure: unknown): unknown {
  return failure instanceof Refusal && failure.status === 413 ? Refusal.ofOwn('fleet.import-too-large') : failure;
}
