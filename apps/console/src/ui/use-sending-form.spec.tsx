/** @jest-environment jsdom */
import { TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { z } from 'zod';
import { ask } from '../app/http';
import { answer, problem } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { FormBody } from './form-body';
import { useSendingForm } from './use-sending-form';

const schema = z.object({ person: z.object({ email: z.string().min(1) }), name: z.string() });

function Form() {
  const sending = useSendingForm({
    schema,
    start: { person: { email: '' }, name: '' },
    send: (body) => ask({ method: 'POST', path: '/things', body, answer: z.object({}) }),
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action="Send">
      <TextInput
        {...form.register('person.email')}
        label="Address"
        error={errorAt('person.email', 'Type an address.')}
      />
      <TextInput {...form.register('name')} label="Name" error={errorAt('name', 'Type a name.')} />
    </FormBody>
  );
}

describe('a form that is sent', () => {
  const api = fakeApiOfSuite();
  const refuse = (code: string, ...errors: { path: string; message: string }[]) =>
    api.on('POST /things', () => problem({ code, status: 400, ...(errors.length > 0 && { errors }) }));
  const send = async () => {
    await show(<Form />);
    await userEvent.type(screen.getByLabelText('Address'), 'ada@example.com');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  };
  const field = (name: string, description: string) => screen.findByRole('textbox', { name, description });

  it('asks nobody while its schema refuses something, and says at the field what would be right', async () => {
    await show(<Form />);
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(await field('Address', 'Type an address.')).toBe(document.activeElement);
    expect(api.journal).toEqual([]);
  });

  it('puts what the server refuses at the field by its path, keeps what was typed, and leads there', async () => {
    refuse('request.invalid', { path: 'person.email', message: 'is known already' });
    await send();
    const refused = await field('Address', 'is known already');
    expect((refused as HTMLInputElement).value).toBe('ada@example.com');
    expect(document.activeElement).toBe(refused);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says it in words of its own where the code has some', async () => {
    refuse('identity.password-common', { path: 'name', message: 'The password is among the first.' });
    await send();
    expect(
      await field(
        'Name',
        'This is among the first that anybody tries. Choose another, such as four words that do not belong together.',
      ),
    ).toBeDefined();
  });

  it('forgets a refusal as soon as the field is typed in', async () => {
    refuse('request.invalid', { path: 'person.email', message: 'is known already' });
    await send();
    await userEvent.type(await field('Address', 'is known already'), 'x');
    await waitFor(() => expect(screen.queryByText('is known already')).toBeNull());
  });

  it('shows beside the form what no field of it is about', async () => {
    refuse('request.invalid', { path: 'other', message: 'is wrong' });
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('did not understand the request');
  });

  it('sends once, however often the button is pressed', async () => {
    let give: (response: Response) => void = () => undefined;
    api.on('POST /things', () => new Promise((resolve) => (give = resolve)));
    await show(<Form />);
    await userEvent.type(screen.getByLabelText('Address'), 'a');
    await userEvent.dblClick(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(api.journal).toHaveLength(1));
    give(answer(z.object({}), {}));
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(false));
    expect(api.journal).toHaveLength(1);
  });
});
