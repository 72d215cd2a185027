import { useTranslation } from 'react-i18next';
import type { FoundItemBody } from '#libs/contracts/http';

/** Something that can be gone to. */
export interface Choice {
  readonly key: string;
  readonly path: string;
  readonly kind: FoundItemBody['kind'] | 'page';
  readonly title: string;
  readonly subtitle: string;
}

interface ChoiceRowProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One line of what was found: its kind, what it is called, what tells it from others. */
export function ChoiceRow({ id, choice, isChosen, onChoose }: ChoiceRowProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which has the focus.
    <div id={id} role="option" aria-selected={isChosen} tabIndex={-1} className="found" onClick={onChoose}>
      <span className="found-kind">{t(`search.kinds.${choice.kind}`)}</span>
      <span className="found-title" dir="auto">
        {choice.title}
      </span>
      <span className="found-subtitle" dir="auto">
        {choice.subtitle}
      </span>
    </div>
  );
}
