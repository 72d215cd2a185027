import { PasswordCommonError, PasswordIsAddressError, PasswordLengthError } from '../people/account.errors.js';
import { isCommonPassword } from './common-passwords.js';

/** Shortest password, in Unicode code points. */
export const PASSWORD_MINIMUM = 10;
/** Longest password, in Unicode code points: nobody types more, and hashing stays cheap. */
export const PASSWORD_MAXIMUM = 256;

/**
 * Passes if the password may be chosen by the person with this address.
 *
 * @param field names the password in the request, such as `newPassword`
 * @throws {PasswordLengthError} fewer than 10 or more than 256 code points
 * @throws {PasswordIsAddressError} it is the address or what stands before its @, in any case
 * @throws {PasswordCommonError} it is among the first that anybody tries, in any case
 */
export async function checkNewPassword(password: string, email: string, field: string): Promise<void> {
  const length = [...password].length;
  if (length < PASSWORD_MINIMUM || length > PASSWORD_MAXIMUM)
    throw new PasswordLengthError(field, length, PASSWORD_MINIMUM, PASSWORD_MAXIMUM);
  const lower = password.toLowerCase();
  if (lower === email || lower === email.split('@')[0]) throw new PasswordIsAddressError(field);
  if (await isCommonPassword(password, PASSWORD_MINIMUM)) throw new PasswordCommonError(field);
}
