import { type ReactNode, useEffect } from 'react';
import { LanguageChoice } from './language-choice';

interface EntranceProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page that stands alone, for whoever is not signed in yet: one narrow column, and the languages below. */
export function Entrance({ title, children }: EntranceProps) {
  useEffect(() => {
    document.title = `${title} – Fieldgate`;
  }, [title]);
  return (
    <div className="entrance">
      <main className="entrance-sheet">
        <p className="brand">Fieldgate</p>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="entrance-foot">
        <LanguageChoice />
      </footer>
    </div>
  );
}
