import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useEffect } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  get,
  type Path,
  type SubmitHandler,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import type { Refusal } from '../app/refusal';
import { isPlaced, placeRefusal, REFUSED } from './place-refusal';
import { useFieldWords } from './problem-words';

interface SendingFormOptions<Input extends FieldValues, Output> {
  /** What the values are parsed by before they are sent. */
  readonly schema: z.ZodType<Output, Input>;
  readonly start: DefaultValues<Input>;
  /**
   * Sends once at a time: while it runs the button waits. What was typed stays, whatever becomes of it.
   *
   * @param clear takes away what was typed, once it is of no use any more
   */
  readonly send: (values: Output, clear: () => void) => Promise<unknown>;
}

export interface SendingForm<Input extends FieldValues, Output = Input> {
  readonly form: UseFormReturn<Input, unknown, Output>;
  readonly submit: (event: SubmitEvent) => void;
  readonly isSending: boolean;
  /** Was sent, and nothing was refused. */
  readonly isDone: boolean;
  readonly refusal: Refusal | null;
  /** The refusal as far as no field shows it. */
  readonly unplacedRefusal: Refusal | null;
  /** @param words what would be right, for what the schema refuses; what the server refuses has words of its own */
  readonly errorAt: (field: Path<Input>, words: string) => string | undefined;
}

/** A form over a contract: what its schema refuses and what the server refuses stands at the field, by its path. */
export function useSendingForm<Input extends FieldValues, Output>({
  schema,
  start,
  send,
}: SendingFormOptions<Input, Output>): SendingForm<Input, Output> {
  const form = useForm<Input, unknown, Output>({
    resolver: standardSchemaResolver(schema),
    defaultValues: start,
    shouldUnregister: true,
  });
  const sending = useMutation<unknown, Refusal, Output>({ mutationFn: (values) => send(values, () => form.reset()) });
  const unplacedRefusal = useRefusedFields(form, sending.error);
  const submit: SubmitHandler<Output> = async (values) => {
    await sending.mutateAsync(values).catch(() => undefined); // stands in `refusal`
  };
  return {
    form,
    submit: (event) => {
      event.preventDefault();
      if (!form.formState.isSubmitting) void form.handleSubmit(submit)(event);
    },
    isSending: form.formState.isSubmitting,
    isDone: sending.isSuccess,
    refusal: sending.error,
    unplacedRefusal,
    errorAt: (field, words) => {
      const { error } = form.getFieldState(field, form.formState);
      return error && (error.type === REFUSED ? error.message : words);
    },
  };
}

/**
 * Puts what the server refused at the fields of a form, by their paths, and leads to the first of them.
 *
 * @returns the refusal when it is about something that the form has no field for
 */
function useRefusedFields<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  refusal: Refusal | null,
): Refusal | null {
  const wordsOf = useFieldWords();
  const values = form.getValues();
  const knows = (path: string) => get(values, path) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal is put at its fields once, and typing takes it away.
  useEffect(() => {
    if (refusal) placeRefusal(form, refusal, { knows, wordsOf: (field) => wordsOf(refusal, field) });
  }, [refusal]);
  return refusal && isPlaced(refusal, knows) ? null : refusal;
}
