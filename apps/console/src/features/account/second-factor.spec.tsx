/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { begunSecondFactor, recoveryCodes } from '#libs/contracts/http';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { SecondFactorSection } from './second-factor-section';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const codes = ['AAAA-BBBB', 'CCCC-DDDD'];
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

describe('the second factor', () => {
  const api = fakeApiOfSuite();
  const onChanged = jest.fn(async () => undefined);
  beforeEach(() => onChanged.mockClear());
  const leaving = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const begin = async () => {
    api
      .on('POST /me/second-factor', () =>
        answer(begunSecondFactor, { secret, uri: `otpauth://totp/Fieldgate:ada?secret=${secret}` }, 201),
      )
      .on('POST /me/second-factor/confirmation', ({ body }) =>
        (body as { code: string }).code === '123456'
          ? answer(recoveryCodes, { recoveryCodes: codes }, 201)
          : problem({
              code: 'identity.second-factor-code-wrong',
              status: 400,
              errors: [{ path: 'code', message: 'No.' }],
            }),
      );
    await show(<SecondFactorSection state={{ active: false, recoveryCodesLeft: 0 }} onChanged={onChanged} />);
    await press('Set up a second factor');
  };

  it('draws the secret as a QR code here, and shows it as text in groups', async () => {
    await begin();
    const picture = await screen.findByRole('img', { name: /QR code/ });
    expect(picture.querySelector('path')?.getAttribute('d')?.length).toBeGreaterThan(1000);
    expect(screen.getByText('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')).toBeDefined();
  });

  it('says at the field that a code is wrong, and shows the recovery codes once when one is right', async () => {
    await begin();
    await userEvent.type(await screen.findByLabelText('Code'), '000000');
    await press('Turn it on');
    expect(await screen.findByText(/This code is not right, or no longer/)).toBeDefined();
    await userEvent.clear(screen.getByLabelText('Code'));
    await userEvent.type(screen.getByLabelText('Code'), '123456');
    await press('Turn it on');
    const list = await screen.findByRole('list', { name: 'Recovery codes' });
    expect([...list.children].map(({ textContent }) => textContent)).toEqual(codes);
    const file = screen.getByRole('link', { name: 'Save as a file' });
    expect(decodeURIComponent(file.getAttribute('href') ?? '')).toContain('AAAA-BBBB\nCCCC-DDDD\n');
    expect(leaving()).toBe(true);
    await press('I have kept them');
    await waitFor(() => expect(screen.queryByText('AAAA-BBBB')).toBeNull());
    expect(onChanged).toHaveBeenCalledTimes(1);
    expect(leaving()).toBe(false);
  });

  it('says how many recovery codes are left, and is turned off by password and code', async () => {
    api.on('DELETE /me/second-factor', done);
    await show(<SecondFactorSection state={{ active: true, recoveryCodesLeft: 1 }} onChanged={onChanged} />);
    expect(screen.getByText('1 recovery code is left.')).toBeDefined();
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.type(screen.getByLabelText('Code'), '123456');
    await press('Turn off the second factor');
    await waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
    expect(api.journal.map(({ body }) => body)).toEqual([{ password: 'correct horse battery', code: '123456' }]);
  });

  it('is not turned off without the code', async () => {
    await show(<SecondFactorSection state={{ active: true, recoveryCodesLeft: 8 }} onChanged={onChanged} />);
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await press('Turn off the second factor');
    expect(await screen.findByText('Type the code.')).toBeDefined();
    expect(api.journal).toEqual([]);
  });
});
