import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { grouped, useActionWords } from './action-words';

interface ActionChoiceProps {
  readonly label: string;
  readonly offered: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (actions: readonly string[]) => void;
  readonly error?: string | undefined;
}

/** Actions to tick, in words and by what they are about. */
export function ActionChoice({ label, offered, chosen, onChoose, error }: ActionChoiceProps) {
  const { t } = useTranslation();
  const wordsOf = useActionWords();
  const errorId = useId();
  const all = [...new Set([...offered, ...chosen])];
  const toggle = (action: string) =>
    onChoose(chosen.includes(action) ? chosen.filter((each) => each !== action) : [...chosen, action]);
  return (
    <fieldset className="action-choice" aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{label}</legend>
      {error !== undefined && (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
      <div className="action-groups">
        {grouped(all).map(([group, actions]) => (
          <fieldset key={group} className="choices">
            <legend>{t(`organization.actionGroup.${group}`)}</legend>
            {actions.map((action) => (
              <label key={action}>
                <input type="checkbox" checked={chosen.includes(action)} onChange={() => toggle(action)} />
                <span>{wordsOf(action)}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}

/** Actions to read, in words. */
export function ActionList({ actions }: { readonly actions: readonly string[] }) {
  const { t } = useTranslation();
  const wordsOf = useActionWords();
  if (actions.length === 0) return <p className="dimmed">{t('organization.noActions')}</p>;
  return (
    <ul className="action-list">
      {actions.map((action) => (
        <li key={action}>{wordsOf(action)}</li>
      ))}
    </ul>
  );
}
