import fc from 'fast-check';
import { DomainError } from '#libs/kernel';
import { readBulkInvitations } from './bulk-invitation-file.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readBulkInvitations(bytes(text));
const offersIn = async (text: string) => (await read(text)).map(({ offer }) => offer);

describe('a file of invitations', () => {
  it.each(['', '\uFEFF'])('is read in UTF-8, also behind the byte order mark "%s"', async (mark) => {
    const rows = await read(
      `${mark}email,name,role\r\nAda@Example.com,"Lovelace, Ada",admin\r\n\r\nzoe@example.com,,\r\n`,
    );
    expect(rows).toEqual([
      { line: 2, email: 'Ada@Example.com', offer: { email: 'ada@example.com', name: 'Lovelace, Ada', role: 'admin' } },
      { line: 4, email: 'zoe@example.com', offer: { email: 'zoe@example.com', name: undefined, role: undefined } },
    ]);
  });

  it.each([
    ['a first line that names the sign', 'sep=;\r\nemail;name\r\nada@example.com;Ada\r\n'],
    ['tabs', 'email\tname\nada@example.com\tAda\n'],
    ['empty columns and rows at the end', 'email,name,,\nada@example.com,Ada,,\n,,,\n'],
  ])('may have %s', async (_what, file) => {
    expect(await offersIn(file)).toMatchObject([{ email: 'ada@example.com', name: 'Ada' }]);
  });

  it('says in words that it is in UTF-16', async () => {
    await expect(readBulkInvitations(Buffer.from('\ufeffemail\n', 'utf16le'))).rejects.toThrow(/UTF-16.*CSV UTF-8/);
  });

  it('composes its texts (NFC)', async () => {
    expect(await offersIn('email,name\nada@example.com,Zoe\u0308')).toMatchObject([{ name: 'Zo\u00eb' }]);
  });

  it('may part its columns by semicolons, or have one alone', async () => {
    expect(await offersIn('Role;EMAIL\nviewer;ada@example.com')).toEqual([
      { email: 'ada@example.com', role: 'viewer' },
    ]);
    expect(await offersIn('email\nada@example.com')).toEqual([{ email: 'ada@example.com' }]);
  });

  it('keeps its good rows when others are bad', async () => {
    const rows = await read(
      'email,role\nada@example.com,\nnobody,\nzoe@example.com,owner\nADA@example.com,\na@b.example,,x',
    );
    expect(rows.map(({ offer }) => offer?.email)).toEqual([
      'ada@example.com',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const reasons = rows.flatMap((row) => (row.offer === undefined ? [row.refusal.message] : []));
    expect(reasons).toEqual([
      'Line 3 was not sent: email must be an e-mail address.',
      'Line 4 was not sent: role must be admin, member or viewer.',
      'Line 5 was not sent: an earlier row has the same address.',
      'Line 6 was not sent: it has 3 fields, but the first line names 2.',
    ]);
  });

  it.each([
    { text: '', code: 'identity.bulk-file-header' },
    { text: 'name,role\nAda,admin', code: 'identity.bulk-file-header' },
    { text: 'email,phone\na@b.example,1', code: 'identity.bulk-file-header' },
    { text: 'email,email\na@b.example,c@d.example', code: 'identity.bulk-file-header' },
    { text: 'email,name\na@b.example,"Ada', code: 'identity.bulk-file-unreadable' },
    { text: `email\n${'a'.repeat(5000)}`, code: 'identity.bulk-file-unreadable' },
    { text: `email\n${'a@b.example\n'.repeat(1001)}`, code: 'identity.bulk-file-too-long' },
  ])('is refused as a whole with $code', async ({ text, code }) => {
    await expect(read(text)).rejects.toMatchObject({ code, kind: 'invalid' });
  });

  it('has at most 1 000 rows', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `person${index}@example.com`);
    expect(await read(`email\n${rows.join('\n')}`)).toHaveLength(1000);
  });

  it('means the same in any order of its columns', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 });
    const row = fc.record({
      email: fc.oneof(fc.emailAddress(), cell),
      name: cell,
      role: fc.constantFrom('admin', 'viewer', '', 'x'),
    });
    const order = fc.shuffledSubarray(['email', 'name', 'role'] as const, { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), order, async (rows, names) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const fileIn = (columns: readonly ('email' | 'name' | 'role')[]) =>
          [columns.join(','), ...rows.map((each) => columns.map((name) => quoted(each[name])).join(','))].join('\r\n');
        const outcomeOf = (text: string) =>
          read(text).then(
            (found) => found.map(({ email, offer }) => ({ email, offer })),
            (refusal: unknown) => refusal,
          );
        expect(await outcomeOf(fileIn(names))).toEqual(await outcomeOf(fileIn(['email', 'name', 'role'])));
      }),
    );
  });

  it('never fails but for a reason with a name, whatever bytes it is made of', async () => {
    const text = fc.string({
      unit: fc.constantFrom('email', 'role', ',', ';', '"', '\n', '\r', 'a@b.example', '\uFEFF', 'ż', '\0'),
    });
    const file = fc.oneof(
      fc.uint8Array(),
      text.map(bytes),
      text.map((body) => bytes(`email,name\n${body}`)),
    );
    await fc.assert(
      fc.asyncProperty(file, async (content) => {
        const refusal: unknown = await readBulkInvitations(content).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(refusal === undefined || refusal instanceof DomainError).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
