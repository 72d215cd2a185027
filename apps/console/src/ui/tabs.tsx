import { type ReactNode, useEffect, useRef } from 'react';

interface TabsProps {
  /** What they are, for whoever hears them. */
  readonly label: string;
  /** Links of class `tab`. */
  readonly children: ReactNode;
}

/** The parts of a page in one line; where that is longer than the screen, the part that is open is moved into sight. */
export function Tabs({ label, children }: TabsProps) {
  const line = useRef<HTMLElement>(null);
  const shown = useRef<Element>(null);
  useEffect(() => {
    const open = openIn(line.current);
    // Only when another one is opened: else a line that its reader moved would move back.
    if (open === shown.current) return;
    shown.current = open;
    // With the next picture: to measure now would have the whole page laid out at once.
    const frame = requestAnimationFrame(() => toMiddle(line.current));
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    const turned = () => toMiddle(line.current);
    window.addEventListener('resize', turned);
    return () => window.removeEventListener('resize', turned);
  }, []);
  return (
    <nav ref={line} className="tabs" aria-label={label}>
      {children}
    </nav>
  );
}

const openIn = (line: HTMLElement | null) => line?.querySelector<HTMLElement>('[aria-current="page"]') ?? null;

/** Moves the line so far that the open part stands in its middle, or as near as it can. */
function toMiddle(line: HTMLElement | null): void {
  const open = openIn(line);
  if (!line || !open) return;
  line.scrollLeft = open.offsetLeft - line.offsetLeft + (open.offsetWidth - line.clientWidth) / 2;
}
