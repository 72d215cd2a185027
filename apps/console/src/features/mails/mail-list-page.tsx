import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { mailState, type OutboxMailBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';
import { Ago, When } from '../../ui/when';
import { MailActions } from './mail-actions';
import { meaningOf } from './mail-error';
import { mailListQuery } from './requests';
import type { MailSearch } from './search';

interface MailListPageProps {
  readonly search: MailSearch;
  readonly address: ListAddress;
}

const marks = {
  waiting: ['dots', 'warn'],
  sent: ['check', 'ok'],
  failed: ['cross', 'bad'],
  superseded: ['dash', 'unknown'],
} as const satisfies Record<OutboxMailBody['state'], readonly [Shape, Tone]>;

/** The mails of the platform: what went out, what waits, and what did not arrive and why. */
export function MailListPage({ search, address }: MailListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(mailListQuery(search));
  useEffect(() => {
    document.title = `${t('mails.title')} – Fieldgate`;
  }, [t]);
  const isSearched = isNarrowed(search);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('mails.title')}</h1>
      <DataTable
        label={t('mails.title')}
        columns={columns(t)}
        query={query}
        rowKey={({ id }) => id}
        address={address}
        empty={
          <div className="notice">
            <h2>{t(isSearched ? 'mails.nothingFound' : 'mails.none')}</h2>
            <p>{t(isSearched ? 'mails.nothingFoundNext' : 'mails.noneNext')}</p>
            {isSearched && (
              <Button variant="default" size="xs" onClick={address.onClear}>
                {t('mails.showAll')}
              </Button>
            )}
          </div>
        }
      />
    </section>
  );
}

function columns(t: TFunction): readonly DataColumn<OutboxMailBody>[] {
  return [
    {
      id: 'recipient',
      header: t('mails.column.recipient'),
      cell: ({ recipient }) => <strong className="mail-recipient">{recipient}</strong>,
    },
    { id: 'template', header: t('mails.column.template'), cell: ({ template }) => <Template name={template} /> },
    {
      id: 'state',
      header: t('mails.column.state'),
      cell: (mail) => <MailState mail={mail} />,
      search: {
        kind: 'choice',
        name: 'state',
        options: mailState.options.map((value) => ({ value, label: t(`mails.state.${value}`) })),
      },
    },
    { id: 'lastError', header: t('mails.column.why'), cell: (mail) => <Why mail={mail} /> },
    { id: 'createdAt', header: t('mails.column.written'), cell: ({ createdAt }) => <When at={createdAt} /> },
    { id: 'actions', header: t('mails.column.do'), isPressed: true, cell: (mail) => <MailActions mail={mail} /> },
  ];
}

/** What a mail is about; a new kind without words is called as the platform calls it. */
function Template({ name }: { readonly name: string }) {
  const { i18n } = useTranslation();
  const known: unknown = i18n.getResource(i18n.language, 'translation', `mails.template.${name}`);
  return typeof known === 'string' ? known : <span className="mono">{name}</span>;
}

function MailState({
  mail: { state, sentAt, failedAt, supersededAt, nextAttemptAt },
}: {
  readonly mail: OutboxMailBody;
}) {
  const { t } = useTranslation();
  const [shape, tone] = marks[state];
  const at = sentAt ?? failedAt ?? supersededAt;
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`mails.state.${state}`)} {at !== null && <Ago at={at} />}
      {at === null && nextAttemptAt !== null && (
        <span className="dimmed">
          {t('mails.next')} <When at={nextAttemptAt} />
        </span>
      )}
    </StateMark>
  );
}

function Why({ mail: { lastError, attempts, state } }: { readonly mail: OutboxMailBody }) {
  const { t } = useTranslation();
  if (lastError === null || state === 'sent') return null;
  if (state === 'superseded') return t('mails.superseded');
  return (
    <>
      {t(`mails.error.${meaningOf(lastError)}`)}
      {attempts > 0 && (
        <details className="twin">
          <summary>{t('mails.said', { count: attempts })}</summary>
          <p className="mono">{lastError}</p>
        </details>
      )}
    </>
  );
}
