import type { ReactNode } from 'react';

/** What a state means to whoever looks; each has its color in tokens.css. */
export type Tone = 'ok' | 'warn' | 'bad' | 'unknown';

/** Drawn in a square of 10; told apart without color and in small size. */
const shapes = {
  disc: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  dots: (
    <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="1.6 1.35" />
  ),
  half: (
    <>
      <path d="M5 .5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
      <path d="M5 1.25a3.75 3.75 0 0 1 0 7.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  square: <rect x="1" y="1" width="8" height="8" fill="currentColor" />,
  frame: <rect x="1.5" y="1.5" width="7" height="7" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  pause: <path d="M1.5 1h2.5v8H1.5zM6 1h2.5v8H6z" fill="currentColor" />,
  dash: <rect x="1" y="4.1" width="8" height="1.8" fill="currentColor" />,
  check: <path d="m1.2 5.4 2.5 2.7 5-6.2" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  cross: <path d="m1.4 1.4 7.2 7.2m0-7.2-7.2 7.2" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  triangle: <path d="M5 .8 9.6 9.2H.4z" fill="currentColor" />,
} as const;

export type Shape = keyof typeof shapes;

interface StateMarkProps {
  readonly shape: Shape;
  readonly tone: Tone;
  /** The state in words: color and shape alone say nothing to many. */
  readonly children: ReactNode;
}

/** A state by shape, word and color. */
export function StateMark({ shape, tone, children }: StateMarkProps) {
  return (
    <span className="mark" data-tone={tone}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        {shapes[shape]}
      </svg>
      <span>{children}</span>
    </span>
  );
}
