import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundItemBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { useProblemWords } from '../../ui/problem-words';
import { type Choice, ChoiceRow } from './choice-row';
import { foundQuery } from './requests';

/** A page of the console, to be gone to by its name. */
export interface PalettePage {
  readonly path: string;
  readonly title: string;
}

interface PaletteProps {
  readonly pages: readonly PalettePage[];
  /** Where something is shown; undefined: it has no page of its own, and is left out. */
  readonly pathOf: (item: FoundItemBody) => string | undefined;
  readonly onGo: (path: string) => void;
  readonly onClose: () => void;
}

/** How long somebody pauses before it is asked, milliseconds. */
const PAUSE_MS = 150;

/**
 * One box for everything: things of every kind by how they begin, and pages by name. Arrow keys choose, Enter goes, Escape leaves.
 *
 * A combobox with a list (WAI-ARIA 1.2 §5.4, APG "Combobox With List Autocomplete"): the focus stays in the field.
 */
export function Palette({ pages, pathOf, onGo, onClose }: PaletteProps) {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const text = typed.trim();
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const { data, error } = useQuery(foundQuery(asked));
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing gives the focus back to where it was; taking it off the page alone does not.
    return () => shown?.close();
  }, []);
  // What was found for another text is not offered: Enter would go where nobody wanted.
  const found = asked === text ? data : undefined;
  const choices: readonly Choice[] = [
    ...(found?.items ?? []).flatMap((item) => {
      const path = pathOf(item);
      return path === undefined ? [] : [{ key: `${item.kind}-${item.id}`, path, ...item }];
    }),
    ...pages
      .filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()))
      .map(({ path, title }) => ({ key: path, path, kind: 'page' as const, title, subtitle: '' })),
  ];
  const current = Math.min(chosen, choices.length - 1);
  const optionId = (index: number) => `${id}-${index}`;
  const active = current < 0 ? undefined : optionId(current);
  useEffect(() => {
    if (active !== undefined) document.getElementById(active)?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  const choose = (index: number) => {
    const choice = choices[index];
    if (!choice) return;
    onClose();
    onGo(choice.path);
  };
  const step = (by: number) => setChosen((current + by + choices.length) % Math.max(choices.length, 1));
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  };
  const state = () => {
    if (error && asked === text) return <Failed refusal={error} />;
    if (text !== '' && found === undefined) return t('search.asking');
    if (text !== '' && choices.length === 0) return t('search.nothing', { text });
    return found?.truncated ? t('search.truncated') : '';
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('search.title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // What is pressed beside the sheet is the dialog itself.
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="palette-sheet">
        <input
          type="text"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={choices.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          maxLength={100}
          placeholder={t('search.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        <div id={id} role="listbox" aria-label={t('search.found')} className="palette-list">
          {choices.map((choice, index) => (
            <ChoiceRow
              key={choice.key}
              id={optionId(index)}
              choice={choice}
              isChosen={index === current}
              onChoose={() => choose(index)}
            />
          ))}
        </div>
        <p className="palette-state" role="status">
          {state()}
        </p>
      </div>
    </dialog>
  );
}

/** What a refusal says, in one line; typing on asks again. */
function Failed({ refusal }: { readonly refusal: Refusal }) {
  const { title, text } = useProblemWords(refusal);
  return `${title}. ${text}`;
}
