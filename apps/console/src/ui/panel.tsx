import { Component, type ReactNode, useId } from 'react';
import { Refusal } from '../app/refusal';
import { Problem } from './problem';

interface PanelProps {
  readonly title: string;
  /** The tab above says the title: it is drawn no second time, and still there for who hears the page. */
  readonly isNamedAbove?: boolean;
  /** What belongs to the heading's line, at its end. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under a heading of its own; what fails in it fails alone. */
export function Panel({ title, isNamedAbove = false, aside, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header className={isNamedAbove ? 'panel-tools' : 'panel-head'}>
        <h2 id={id} className={isNamedAbove ? 'away' : undefined}>
          {title}
        </h2>
        {aside}
      </header>
      <Boundary>{children}</Boundary>
    </section>
  );
}

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failure?: unknown;
}

/** Keeps a mistake of ours inside of the part it happened in. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError(failure: unknown): BoundaryState {
    return { failure };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    const refusal = failure instanceof Refusal ? failure : Refusal.unforeseen(failure);
    return <Problem refusal={refusal} onRetry={() => this.setState({ failure: undefined })} />;
  }
}
