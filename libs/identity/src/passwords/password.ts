import { passwordBounds } from '#libs/contracts/http';
import { PasswordCommonError, PasswordIsAddressError, PasswordLengthError } from '../people/account.errors.js';
import { isCommonPassword } from './common-passwords.js';

/** Nobody types more than the longest, and hashing stays cheap. */
const { minimum, maximum } = passwordBounds;

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
  if (length < minimum || length > maximum) throw new PasswordLengthError(field, length, minimum, maximum);
  const lower = password.toLowerCase();
  if (lower === email || lower === email.split('@')[0]) throw new PasswordIsAddressError(field);
  if (await isCommonPassword(password, minimum)) throw new PasswordCommonError(field);
}
