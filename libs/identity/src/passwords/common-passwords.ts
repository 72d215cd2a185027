/**
 * Passwords found most often in leaked collections, in lower case; read at the first question, and only those long
 * enough to be allowed otherwise.
 *
 * NIST SP 800-63B §3.1.1.2 asks for such a list.
 */
let known: Promise<ReadonlySet<string>> | undefined;

async function read(minimum: number): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(
    dictionary['passwords-common'].map((word) => word.toLowerCase()).filter((word) => word.length >= minimum),
  );
}

/**
 * Whether a password is among the first that anybody tries, in any case.
 *
 * @param minimum shortest password that is asked about
 */
export async function isCommonPassword(password: string, minimum: number): Promise<boolean> {
  known ??= read(minimum);
  return (await known).has(password.toLowerCase());
}
