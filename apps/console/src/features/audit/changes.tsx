import { useTranslation } from 'react-i18next';
import type { AuditEventBody } from '#libs/contracts/http';
import { AuditValue, type SubjectLink } from './value';
import { useAuditWords } from './words';

/** Changes that a row shows before it is opened. */
const SHOWN = 4;

interface ChangesProps {
  readonly event: AuditEventBody;
  readonly subjectLink: SubjectLink;
}

/** What changed, as it was and as it is; below it, on demand, everything else that was noted. */
export function Changes({ event, subjectLink }: ChangesProps) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const { subject, changes, details, remoteAddress, correlationId, apiKeyId } = event;
  const noted = Object.entries({ ...details, remoteAddress, correlationId, apiKeyId }).filter(
    ([, value]) => value !== null,
  );
  return (
    <div className="audit-changes">
      <ChangeList subject={subject} changes={changes.slice(0, SHOWN)} subjectLink={subjectLink} />
      <details className="twin">
        <summary>
          {changes.length > SHOWN ? t('audit.more', { count: changes.length - SHOWN }) : t('audit.noted')}
        </summary>
        <ChangeList subject={subject} changes={changes.slice(SHOWN)} subjectLink={subjectLink} />
        <dl className="audit-noted">
          {noted.map(([name, value]) => (
            <div key={name}>
              <dt>{words.field(name)}</dt>
              <dd className="mono">
                <AuditValue field={name} value={value} subject={subject} subjectLink={subjectLink} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

interface ChangeListProps extends Pick<AuditEventBody, 'subject' | 'changes'> {
  readonly subjectLink: SubjectLink;
}

function ChangeList({ changes, ...of }: ChangeListProps) {
  const words = useAuditWords();
  return (
    <ul>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {words.field(field)}:{' '}
          {from !== null && (
            <>
              <del>
                <AuditValue field={field} value={from} {...of} />
              </del>{' '}
            </>
          )}
          → <AuditValue field={field} value={to} {...of} />
        </li>
      ))}
    </ul>
  );
}
