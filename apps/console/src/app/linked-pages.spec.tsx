/** @jest-environment jsdom */
import { linkedPages, SIGN_IN_CALLBACK } from '#libs/contracts/http';
import { newConsole } from './new-console';

const nowhere = '/shell/$';
const { router } = newConsole();
const pageAt = (path: string) => router.matchRoutes(path, {}).at(-1)?.routeId;

describe('what links from outside lead to', () => {
  it.each(Object.entries(linkedPages))('the console has the page of the mail %s', (_mail, page) => {
    expect([undefined, nowhere]).not.toContain(pageAt(`${page}${'x'.repeat(64)}`));
  });

  it('the console has the page that identity providers send people back to', () => {
    expect(pageAt(SIGN_IN_CALLBACK)).toBe(SIGN_IN_CALLBACK);
  });

  it('tells what it does not have', () => {
    expect(pageAt('/join/token')).toBe(nowhere);
  });
});
