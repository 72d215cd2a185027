import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../ui/confirm';

interface TypedConfirmProps {
  readonly title: string;
  readonly verb: string;
  /** What goes, and that it does not come back. */
  readonly consequences: readonly string[];
  /** Says what is to be typed. */
  readonly label: string;
  readonly isRight: (typed: string) => boolean;
  /** Said of anything else. */
  readonly wrong: string;
  readonly send: (typed: string) => Promise<unknown>;
  readonly onDone: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Before what cannot be undone: whoever does it types what goes, so that it is no slip (R2-16). */
export function TypedConfirm(props: TypedConfirmProps) {
  const { title, verb, consequences, label, isRight, wrong, send, onDone, onClose } = props;
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const text = typed.trim();
  const sending = useMutation({ mutationFn: () => send(text), onSuccess: onDone });
  return (
    <Confirm
      title={title}
      verb={verb}
      isDangerous
      isPending={sending.isPending}
      refusal={sending.error}
      onConfirm={() => (isRight(text) ? sending.mutate() : setTried(true))}
      onClose={onClose}
    >
      <ul className="consequences">
        {consequences.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <TextInput
        label={label}
        value={typed}
        autoComplete="off"
        autoCapitalize="none"
        error={isTried && !isRight(text) && wrong}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </Confirm>
  );
}
