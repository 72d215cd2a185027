import { useTranslation } from 'react-i18next';
import type { AuditEventBody } from '#libs/contracts/http';
import { useAuditWords } from './words';

/** Changes that a row shows before it is opened. */
const SHOWN = 4;

/** What changed, as it was and as it is; below it, on demand, everything else that was noted. */
export function Changes({ event }: { readonly event: AuditEventBody }) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const { changes, details, remoteAddress, correlationId, apiKeyId } = event;
  const noted = Object.entries({ ...details, remoteAddress, correlationId, apiKeyId }).filter(
    ([, value]) => value !== null,
  );
  return (
    <div className="audit-changes">
      <ChangeList changes={changes.slice(0, SHOWN)} />
      <details className="twin">
        <summary>
          {changes.length > SHOWN ? t('audit.more', { count: changes.length - SHOWN }) : t('audit.noted')}
        </summary>
        <ChangeList changes={changes.slice(SHOWN)} />
        <dl className="audit-noted">
          {noted.map(([name, value]) => (
            <div key={name}>
              <dt>{words.field(name)}</dt>
              <dd className="mono">{words.value(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function ChangeList({ changes }: Pick<AuditEventBody, 'changes'>) {
  const words = useAuditWords();
  return (
    <ul>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {words.field(field)}: {from !== null && <del>{words.value(from)}</del>} → {words.value(to)}
        </li>
      ))}
    </ul>
  );
}
