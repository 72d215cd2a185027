import { helpArticle, helpComment } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let provider: { id: string; token: string };
let customer: string;
let stranger: string;
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  customer = (await api.aDevice(provider)).token;
  stranger = (await api.aDevice(await api.aProvider('South Power'))).token;
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const article = async (number: number, token: string, query = '') =>
  helpArticle.parse((await api.get(`/help-articles/${number}${query}`, token)).body);
const rate = (number: number, token: string, stars: number) =>
  api.ask('PUT', `/help-articles/${number}/rating`, token, { stars });
const say = (number: number, token: string, text: string, headers?: Record<string, string>) =>
  api.post(`/help-articles/${number}/comments`, token, { text }, headers);
const remove = (number: number, token: string, id: string) =>
  api.ask('DELETE', `/help-articles/${number}/comments/${id}`, token);

describe('the rating of a help article (R1-42)', () => {
  it('is the mean of one vote each, to a tenth; a later vote takes the place of the one before', async () => {
    expect((await article(1, customer)).rating).toEqual({ value: null, votes: 0, mine: null });
    await rate(1, customer, 1);
    await rate(1, customer, 5);
    await rate(1, stranger, 4);
    expect((await rate(1, provider.token, 4)).body).toEqual({ value: 4.3, votes: 3, mine: 4 });
    expect((await article(1, customer)).rating).toEqual({ value: 4.3, votes: 3, mine: 5 });
    expect((await article(2, customer)).rating.votes).toBe(0);
  });

  it.each([0, 6, 2.5, '5', null])('is not %j', async (stars) => {
    expect((await api.ask('PUT', '/help-articles/1/rating', customer, { stars })).status).toBe(400);
  });

  it('is of no article that there is not', async () => {
    expect(await rate(999, customer, 5)).toMatchObject({ status: 404, body: { code: 'help.article-unknown' } });
    expect((await api.get('/help-articles/first', customer)).status).toBe(400);
    expect((await api.get('/help-articles/1')).status).toBe(401);
  });
});

describe('comments below a help article (R0-32)', () => {
  it('are read by everybody who signs in, with their number; who wrote one is named to those above alone', async () => {
    const said = await say(3, customer, '  Where is\r\nthe .pem?  ');
    expect(said.status).toBe(201);
    const mine = helpComment.parse(said.body);
    expect(mine).toMatchObject({
      text: 'Where is\nthe .pem?',
      author: { name: 'Ida Berg', kind: 'customer', mine: true },
      removable: true,
    });
    const seenBy = async (token: string) => (await article(3, token)).comments;
    expect(await seenBy(provider.token)).toMatchObject({
      count: 1,
      items: [{ id: mine.id, author: { name: 'Ida Berg', mine: false }, removable: false }],
    });
    expect(await seenBy(stranger)).toMatchObject({
      count: 1,
      items: [{ author: { name: null, kind: 'customer', mine: false }, removable: false }],
    });
  });

  it('come newest first, in pages', async () => {
    for (const text of ['one', 'two', 'three']) await say(4, customer, text);
    const first = await article(4, customer, '?limit=2');
    expect(first.comments).toMatchObject({ count: 3, items: [{ text: 'three' }, { text: 'two' }] });
    const second = await article(4, customer, `?limit=2&cursor=${first.comments.nextCursor}`);
    expect(second.comments).toMatchObject({ count: 3, items: [{ text: 'one' }], nextCursor: null });
  });

  it('are deleted by whoever wrote them, and by nobody else who is not the operator’s', async () => {
    const { body } = await say(5, customer, 'Mine.');
    expect(await remove(5, stranger, body.id)).toMatchObject({ status: 404, body: { code: 'help.comment-unknown' } });
    expect((await remove(5, provider.token, body.id)).status).toBe(404);
    expect((await remove(6, customer, body.id)).status).toBe(404);
    expect((await remove(5, customer, body.id)).status).toBe(204);
    expect((await remove(5, customer, body.id)).status).toBe(404);
    expect((await article(5, customer)).comments).toMatchObject({ count: 0, items: [] });
  });

  it('are moderated by the operator, and the trail says so without the text', async () => {
    const { body } = await say(6, customer, 'Buy our ladders.');
    expect((await article(6, api.operatorToken)).comments.items).toMatchObject([{ removable: true }]);
    expect((await remove(6, api.operatorToken, body.id)).status).toBe(204);
    const trail = await api.get('/audit-events?action=help-comment.', api.operatorToken);
    expect(trail.body.items).toMatchObject([
      { action: 'help-comment.removed', subject: { id: body.id }, details: { articleNumber: 6 } },
    ]);
    expect(JSON.stringify(trail.body)).not.toContain('ladders');
  });

  it('are made once by a button pressed twice', async () => {
    const key = { 'idempotency-key': 'one-press' };
    const [first, second] = [await say(7, customer, 'Once.', key), await say(7, customer, 'Once.', key)];
    expect(second.body.id).toBe(first.body.id);
    expect((await article(7, customer)).comments.count).toBe(1);
  });

  it('are twenty of one person at most, however many are sent at once', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => say(8, customer, `Comment ${n}`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({
      status: 409,
      body: { code: 'help.too-many-comments' },
    });
  });

  it.each([
    ['nothing', '   '],
    ['a control character', 'a\u0000b'],
    ['too much', 'x'.repeat(2_001)],
  ])('are not %s', async (_what, text) => {
    expect((await say(1, customer, text)).status).toBe(400);
  });
});
