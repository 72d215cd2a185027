/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  currentSession,
  devicePage,
  type HelpArticleBody,
  type HelpCommentBody,
  helpArticle,
  helpComment,
  helpRating,
  profile,
} from '#libs/contracts/http';
import { fileOf } from '../features/help/article';
import { ada } from '../testing/ada';
import { answer, done, problem } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { newConsole } from './new-console';

// Vite gathers the files; here they are read where they lie.
jest.mock('../features/help/article-files', () => ({
  articleFile: async (language: string, number: 1) => {
    const files = jest.requireActual<{ readFileSync(path: string, encoding: 'utf8'): string }>('node:fs');
    return files.readFileSync(`docs/help/${language}/${fileOf(number)}`, 'utf8');
  },
}));

const now = new Date().toISOString();
const aComment = (differences: Partial<HelpCommentBody> = {}): HelpCommentBody => ({
  id: '01900000-0000-7000-8000-0000000000c1',
  text: 'Where is the .pem?\nI only see .key.',
  createdAt: now,
  author: { name: null, kind: 'customer', mine: false },
  removable: false,
  ...differences,
});
const opinions = (items: HelpCommentBody[], differences: Partial<HelpArticleBody['rating']> = {}): HelpArticleBody => ({
  number: 3,
  rating: { value: 4.3, votes: 3, mine: null, ...differences },
  comments: { count: items.length, items, nextCursor: null },
});

describe('the help', () => {
  const api = fakeApiOfSuite();
  const signedIn = () =>
    api
      .on('GET /sessions/current', () =>
        answer(currentSession, { signedIn: true, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null }),
      )
      .on('GET /me', () => answer(profile, ada));
  async function open(address: string, language: 'en' | 'pl' = 'en') {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, language, client);
    return router;
  }
  const text = () => document.body.textContent ?? '';

  it('R0-31, R4-17: an article has its number, its last change, and links to others, in the language of the reader', async () => {
    signedIn().on('GET /help-articles/3', () => answer(helpArticle, opinions([])));
    await open('/help/3', 'pl');
    expect(await screen.findByRole('heading', { name: 'Generowanie certyfikatu urządzenia' })).toBeDefined();
    expect(text()).toContain('Artykuł 3 · zmieniony 30 lis 2026');
    await userEvent.click(await screen.findByRole('link', { name: 'Podłączanie urządzenia' }));
    expect(window.location.pathname).toBe('/help/4');
  });

  it('R1-42: shows value and votes, and takes one vote', async () => {
    signedIn()
      .on('GET /help-articles/3', () => answer(helpArticle, opinions([])))
      .on('PUT /help-articles/3/rating', () => answer(helpRating, { value: 4.5, votes: 4, mine: 5 }));
    await open('/help/3');
    expect(await screen.findByText('4.3 of 5, from 3 votes.')).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: '5 of 5: just what I needed' }));
    expect(await screen.findByText('4.5 of 5, from 4 votes.')).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^5 of 5/ }).checked).toBe(true);
    expect(api.askedFor('PUT /help-articles/3/rating').map(({ body }) => body)).toEqual([{ stars: 5 }]);
  });

  it('R0-32: shows the number of comments; a comment that fails stays typed, and one press twice makes one', async () => {
    const items = [aComment()];
    signedIn()
      .on('GET /help-articles/3', () => answer(helpArticle, opinions(items)))
      .on('POST /help-articles/3/comments', () => problem({ code: 'platform.database-unavailable', status: 503 }));
    await open('/help/3');
    expect(await screen.findByRole('heading', { name: '1 comment' })).toBeDefined();
    expect(screen.getByText('Somebody at a customer')).toBeDefined();
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your comment' });
    const send = screen.getByRole('button', { name: 'Post the comment' });
    await userEvent.click(send);
    expect(await screen.findByText('Write something, at most 2000 characters.')).toBeDefined();
    await userEvent.type(field, 'It is in the ZIP.');
    await userEvent.click(send);
    expect(await screen.findByText('The platform cannot reach its database')).toBeDefined();
    expect(field.value).toBe('It is in the ZIP.');
    const mine = aComment({ id: '01900000-0000-7000-8000-0000000000c2', text: 'It is in the ZIP.' });
    api.on('POST /help-articles/3/comments', () => {
      items.unshift(mine);
      return answer(helpComment, mine, 201);
    });
    await userEvent.dblClick(send);
    expect(await screen.findByRole('heading', { name: '2 comments' })).toBeDefined();
    expect(field.value).toBe('');
    const sent = api.askedFor('POST /help-articles/3/comments');
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('offers deletion of one’s own alone, after asking', async () => {
    const mine = aComment({ author: { name: 'Ada Lovelace', kind: 'provider', mine: true }, removable: true });
    let items = [mine, aComment({ id: '01900000-0000-7000-8000-0000000000c3' })];
    signedIn()
      .on('GET /help-articles/3', () => answer(helpArticle, opinions(items)))
      .on(`DELETE /help-articles/3/comments/${mine.id}`, () => {
        items = items.slice(1);
        return done();
      });
    await open('/help/3');
    const buttons = await screen.findAllByRole('button', { name: /^Delete the comment/ });
    expect(buttons).toHaveLength(1);
    await userEvent.click(buttons[0] as HTMLElement);
    const dialog = screen.getByRole('dialog', { name: 'Delete this comment?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByRole('heading', { name: '1 comment' })).toBeDefined();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('rule 16: is read although nobody knows what is thought of it', async () => {
    signedIn().on('GET /help-articles/3', () => problem({ code: 'internal', status: 500 }));
    await open('/help/3');
    expect((await screen.findByRole('alert')).textContent).toContain('The platform failed');
    expect(screen.getByRole('heading', { name: 'Generate a device certificate' })).toBeDefined();
  });

  it('R0-32: is read by whoever is not signed in, who is led to the sign-in and asks for no comments', async () => {
    api.on('GET /sessions/current', () => answer(currentSession, { signedIn: false }));
    await open('/help');
    await userEvent.click(await screen.findByRole('link', { name: /Sign in, second factor/ }));
    expect(await screen.findByRole('heading', { name: 'Forgotten password' })).toBeDefined();
    expect(screen.getAllByRole('link', { name: 'Sign in' }).at(-1)?.getAttribute('href')).toContain('next=%2Fhelp%2F1');
    expect(api.journal.map(({ path }) => path)).toEqual(['/sessions/current']);
  });

  it('R0-31: each page leads to the article that explains it', async () => {
    signedIn().on('GET /devices', () => answer(devicePage, { items: [], nextCursor: null }));
    await open('/devices');
    const link = await screen.findByRole('link', { name: 'Help: Lists, search and export' });
    expect(link.getAttribute('href')).toBe('/help/15');
  });

  it('has no page for a number that is none', async () => {
    signedIn();
    await open('/help/99');
    await waitFor(() => expect(text()).toContain('Nothing has the address'));
  });
});
