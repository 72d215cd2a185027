import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { pathsInOrganization } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

interface Media {
  readonly schema?: { readonly $ref?: string };
  readonly example?: unknown;
}

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly { readonly name: string; readonly schema: { readonly type?: string } }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly $ref?: string;
        readonly content?: Readonly<Record<string, Media>>;
        readonly 'x-problem-codes'?: readonly string[];
      }
    >
  >;
  readonly 'x-problem-codes'?: readonly string[];
}

interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, Described['responses'][string]>>;
  };
}

/** Characters: less than this says no more than the summary does. */
const THINNEST_DESCRIPTION = 40;

describe('the description of the API', () => {
  let api: FleetApi;
  let document: Document;
  let operations: readonly (Described & { readonly name: string; readonly isReading: boolean })[];
  beforeAll(async () => {
    api = await startFleetApi();
    document = (await api.get('/../openapi.json')).body;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({
        ...described,
        name: `${method.toUpperCase()} ${path}`,
        isReading: method === 'get',
      })),
    );
  }, DATABASE_START_LIMIT_MS);
  afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

  const namesOf = (which: (operation: (typeof operations)[number]) => boolean) =>
    operations.filter(which).map(({ name }) => name);
  const jsonOf = (content: Readonly<Record<string, Media>> = {}) =>
    Object.entries(content).flatMap(([type, media]) => (/^application\/(geo\+)?json$/.test(type) ? [media] : []));
  const schemesOf = (name: string) =>
    operations.find((operation) => operation.name === name)?.security.map((one) => Object.keys(one).join('+'));

  it('is OpenAPI 3.1, in which Redocly’s recommended rules find nothing', async () => {
    expect(document.openapi).toBe('3.1.0');
    const linter = spawn(process.execPath, ['tools/lint-openapi.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
    linter.stdin.end(JSON.stringify(document));
    const [found] = await Promise.all([text(linter.stdout), once(linter, 'close')]);
    expect(JSON.parse(found)).toEqual([]);
  });

  it('names each operation once, verb first, and says what it does in a line and in a sentence', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(?:[A-Z][a-z]*)*$/.test(id))).toEqual([]);
    expect(namesOf(({ summary }) => !/^[A-Z].*[^.]$/.test(summary))).toEqual([]);
    expect(namesOf(({ description }) => description.trim() === '')).toEqual([]);
  });

  it('sorts operations under subjects that it tells about', () => {
    const subjects = document.tags.map(({ name }) => name);
    expect(namesOf(({ tags }) => tags.length !== 1 || !tags.every((tag) => subjects.includes(tag)))).toEqual([]);
  });

  it('names the schema of every body, and shows an example of it', () => {
    const bodies = operations.flatMap(({ name, requestBody, responses }) =>
      [requestBody, ...Object.values(responses)].flatMap((body) =>
        jsonOf(body?.content).map((media) => ({ name, media })),
      ),
    );
    expect(bodies.length).toBeGreaterThan(150);
    expect(bodies.filter(({ media }) => media.schema?.$ref === undefined || media.example === undefined)).toEqual([]);
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Device', 'DevicePage', 'Problem']),
    );
  });

  it('says how to sign in: not at all, by session, by cookie with its header where something changes, by API key', () => {
    expect(schemesOf('POST /api/v1/sessions')).toEqual([]);
    expect(schemesOf('GET /api/v1/pki/crl')).toEqual([]);
    expect(schemesOf('GET /api/v1/devices')).toEqual(['session', 'sessionCookie', 'apiKey']);
    expect(schemesOf('PATCH /api/v1/devices/{id}')).toEqual(['session', 'sessionCookie+csrfToken', 'apiKey']);
    expect(schemesOf('GET /api/v1/me')).toEqual(['session', 'sessionCookie']);
    expect(schemesOf('DELETE /api/v1/sessions/current')).toEqual(['session', 'sessionCookie+csrfToken']);
  });

  it('has whole numbers where whole numbers are meant, and no number of a requirement', () => {
    const limits = operations.flatMap(({ parameters }) => parameters.filter(({ name }) => name === 'limit'));
    expect(limits.length).toBeGreaterThan(25);
    expect(limits.filter(({ schema }) => schema.type !== 'integer')).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/\bR\d-\d\d\b/);
  });

  it('takes `in` where the console sends it, and nowhere else', () => {
    const taking = namesOf(({ parameters = [] }) => parameters.some(({ name }) => name === 'in'));
    const [changing, reading] = [true, false].map((isChange) =>
      taking.filter((name) => !name.startsWith('GET ') === isChange),
    );
    expect(reading?.sort()).toEqual(pathsInOrganization.map((path) => `GET /api/v1${path}`).sort());
    expect(changing).toEqual(['POST /api/v1/device-batches']);
  });

  it('lists the problem codes of each operation under the status they come with', () => {
    const statuses = new Map(
      [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([^`]+)` \| [^|]+ \| (\d{3}) \|/gm)].map(
        ([, code = '', status = '']) => [code, status] as const,
      ),
    );
    const misplaced = operations.flatMap(({ name, responses, 'x-problem-codes': codes = [] }) =>
      codes
        .filter((code) => !responses[statuses.get(code) ?? '']?.['x-problem-codes']?.includes(code))
        .map((code) => `${name}: ${code}`),
    );
    expect(misplaced).toEqual([]);
    const empty = Object.entries(document.components.responses).filter(
      ([name, { 'x-problem-codes': codes = [] }]) => name !== 'Problem' && codes.length === 0,
    );
    expect(empty).toEqual([]);
  });

  it('says with which statuses an operation can refuse, by what kind of operation it is', () => {
    const without = (status: number, which: (operation: (typeof operations)[number]) => boolean) =>
      namesOf((operation) => which(operation) && operation.responses[status] === undefined);
    const needsSomebody = ({ security }: Described) => security.length > 0;
    const hasBody = ({ requestBody }: Described) => requestBody !== undefined;
    expect(without(400, ({ parameters, requestBody }) => parameters.length > 0 || requestBody !== undefined)).toEqual(
      [],
    );
    expect([...without(401, needsSomebody), ...without(403, needsSomebody)]).toEqual([]);
    // A table is one of those that the description lists: another one is 400.
    expect(without(404, ({ name }) => /\{(?!table\})/.test(name))).toEqual([]);
    expect([...without(413, hasBody), ...without(415, hasBody)]).toEqual([]);
    expect([...without(429, () => true), ...without(503, () => true)]).toEqual([]);
  });

  it('describes each operation by more than its summary', () => {
    expect(namesOf(({ description }) => (description.split('\n')[0] ?? '').length < THINNEST_DESCRIPTION)).toEqual([]);
  });

  it('names only problem codes that docs/errors.md knows', () => {
    const page = readFileSync('docs/errors.md', 'utf8');
    const codes = operations.flatMap((operation) => operation['x-problem-codes'] ?? []);
    expect(codes.length).toBeGreaterThan(200);
    expect(codes.filter((code) => !page.includes(`| \`${code}\` |`))).toEqual([]);
  });
});
