import type { ComponentType, ReactNode, Ref } from 'react';

/** Leads to the page of a device. */
export type MapLink = ComponentType<{
  readonly id: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly tabIndex?: number;
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly onFocus?: () => void;
}>;
