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
    const open = line.current?.querySelector<HTMLElement>('[aria-current="page"]');
    // Only when another one is opened: else a line that its reader moved would move back.
    if (!line.current || !open || open === shown.current) return;
    shown.current = open;
    const middle = open.offsetLeft - line.current.offsetLeft + open.offsetWidth / 2;
    line.current.scrollLeft = middle - line.current.clientWidth / 2;
  });
  return (
    <nav ref={line} className="tabs" aria-label={label}>
      {children}
    </nav>
  );
}
