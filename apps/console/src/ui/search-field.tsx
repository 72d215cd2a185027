import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** How long nothing is typed before the list is asked, milliseconds. */
const TYPED_MS = 300;

interface SearchFieldProps extends Pick<TextInputProps, 'aria-label' | 'className' | 'label' | 'placeholder'> {
  /** What the address says. */
  readonly asked: string;
  /** As much as the API searches for, characters. */
  readonly maxLength: number;
  readonly onAsk: (text: string) => void;
}

/** Searches a list whose address says what is searched for, once nothing is typed for a moment. */
export function SearchField({ asked, onAsk, className = '', ...drawn }: SearchFieldProps) {
  const [typed, setTyped] = useState(asked);
  const askLater = useDebouncedCallback(onAsk, TYPED_MS);
  // The address changes by Back and Forward as well; what is being typed only ends in spaces it does not have.
  useEffect(() => setTyped((text) => (text.trim() === asked ? text : asked)), [asked]);
  return (
    <TextInput
      {...drawn}
      type="search"
      className={`filters-search ${className}`.trim()}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        askLater(value.trim());
      }}
    />
  );
}
