import { migrationOf } from './migration-text.js';

describe('the text of a migration', () => {
  it.each([
    { text: 'CREATE TABLE a ();', parts: ['CREATE TABLE a ();'] },
    { text: 'A\n-- @split\nB', parts: ['A\n', '\nB'] },
    { text: 'A\r\n-- @split\r\nB', parts: ['A\r\n', '\nB'] },
    { text: '-- @split\nA\n-- @split  \n  \n', parts: ['\nA\n'] },
    { text: "SELECT '-- @split'", parts: ["SELECT '-- @split'"] },
    { text: '', parts: [''] },
  ])('$text is $parts', ({ text, parts }) => {
    expect(migrationOf('0001-a', text).parts).toEqual(parts);
  });

  it('is known by the sha256 of all of it, as Prisma knows it', () => {
    expect(migrationOf('a', 'abc').sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
