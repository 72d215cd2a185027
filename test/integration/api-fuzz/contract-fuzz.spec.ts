import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { DAY_MS } from '#libs/kernel';
import { type FleetApi, startFleetApi } from '../api-fleet/running-fleet.js';
import { castOf, type FuzzActor } from './actors.js';
import { faultOf } from './answer-rules.js';
import { AnswerSchemas } from './answer-schemas.js';
import { DeclaredRefusals } from './declared-refusals.js';
import { type DescribedRefusal, type FuzzRequest, type Operation, requestsOf } from './requests.js';
import type { Known } from './schema-values.js';
import { type FuzzAnswer, Wire } from './send.js';

jest.setTimeout(300_000); // thousands of requests on a busy machine

/** Given by FUZZ_SEED to repeat a run; a new one each day otherwise, so that one red run is red all day. */
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / DAY_MS));
/**
 * In each round every kind of actor asks each operation once. The first round is always whole; more follow while there is
 * time, so that a busy machine is not held up.
 */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 6);
/** When no further round begins, milliseconds. */
const TIME_FOR_ROUNDS_MS = Number(process.env.FUZZ_MS ?? 30_000);
/** Longest part of a failing request that is printed, characters. */
const SHOWN = 400;

/** Operations in which somebody reads come first: the others change what there is to read. */
const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  readonly components: {
    readonly schemas?: Known['components'];
    readonly responses?: Readonly<Record<string, DescribedRefusal>>;
  };
}

describe(`whatever is asked of whatever operation by whomever (FUZZ_SEED=${seed})`, () => {
  let api: FleetApi;
  let wire: Wire;
  let operations: readonly Operation[];
  let actors: readonly FuzzActor[];
  let known: Known;
  let schemas: AnswerSchemas;
  let refusals: DeclaredRefusals;
  const codes = new Set(
    [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z0-9.-]+)` \|/gm)].map(([, code = '']) => code),
  );

  beforeAll(async () => {
    api = await startFleetApi();
    const origin = new URL(api.address).origin;
    wire = new Wire(origin);
    const { body: document } = (await api.get('/../openapi.json')) as { body: Document };
    operations = Object.entries(document.paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, rest]) => ({ ...rest, method: method.toUpperCase(), path })),
      )
      .sort((one, other) => order.indexOf(one.method) - order.indexOf(other.method));
    schemas = new AnswerSchemas(document.components.schemas ?? {});
    refusals = new DeclaredRefusals(document.components.responses ?? {});
    const cast = await castOf(api);
    actors = cast.actors;
    known = { ...cast, cursors: await cursorsOf(operations), components: document.components.schemas ?? {} };
  });
  afterAll(async () => {
    wire.close();
    await api.stop();
  });

  /** Where the lists of the operator end after one item. */
  async function cursorsOf(all: readonly Operation[]): Promise<readonly string[]> {
    const lists = all.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    const answers = await Promise.all(
      lists.map(({ path }) =>
        wire.send({ method: 'GET', target: `${path}?limit=1`, headers: {} }, `Bearer ${api.operatorToken}`),
      ),
    );
    const pages = answers.filter(
      ({ status, contentType }) => status === 200 && contentType.startsWith('application/json'),
    );
    const found = pages.map(({ text }) => JSON.parse(text).nextCursor);
    return [...found.filter((cursor) => typeof cursor === 'string'), ...foreignCursors];
  }

  async function askAs(actor: FuzzActor, request: FuzzRequest): Promise<FuzzAnswer> {
    const answer = await wire.send(request, actor.authorization());
    if (answer.status !== 401 || actor.authorization() === undefined) return answer;
    await actor.renew();
    return wire.send(request, actor.authorization());
  }

  /** What the log says of an answer that nobody foresaw. */
  const causeOf = ({ status, text }: FuzzAnswer) =>
    status === 500
      ? `; logged: ${api.lines.find((line) => line.includes('"err"') && line.includes(JSON.parse(text).correlationId))?.slice(0, 1_500)}`
      : '';

  it('is answered by the contract: never 500, never with its insides, each refusal a problem that docs/errors.md knows, all else as described', async () => {
    const faults: string[] = [];
    const end = performance.now() + TIME_FOR_ROUNDS_MS;
    for (let round = 0; round < rounds && (round === 0 || performance.now() < end); round += 1)
      for (const [place, operation] of operations.entries()) {
        const ofThis = { seed: seed + round * operations.length + place, numRuns: actors.length };
        const requests = fc.sample(requestsOf(operation, known), ofThis);
        await Promise.all(
          requests.map(async (request, which) => {
            const actor = actors[which];
            if (!actor) return;
            const answer = await askAs(actor, request);
            const fault =
              faultOf(answer, codes) ?? schemas.faultOf(operation, answer) ?? refusals.faultOf(operation, answer);
            if (fault !== undefined) faults.push(told(actor, operation, request, answer, fault) + causeOf(answer));
          }),
        );
      }
    expect(faults).toEqual([]);
  });
});

/** Cursors as lists make them, but of no place there is. */
const foreignCursors = [
  '["\\u0000","01900000-0000-7000-8000-000000000000"]',
  '["9999999999999999999"]',
  '[9007199254740991]',
  '["2026-11-21T12:00:00.000Z","01900000-0000-7000-8000-000000000000"]',
  '["-createdAt","+275760-09-13T00:00:00.000Z","01900000-0000-7000-8000-000000000000"]',
  '["name","\\u0000","01900000-0000-7000-8000-000000000000"]',
  '["\\ud800"]',
  '["\\u0000"]',
  '[]',
]
  .map((position) => Buffer.from(position).toString('base64url'))
  .concat('9007199254740991.1', '-1.0', '99999999999999999999.1', '0');

function told(actor: FuzzActor, operation: Operation, request: FuzzRequest, answer: FuzzAnswer, fault: string): string {
  const body = request.body === undefined ? '' : ` ${JSON.stringify(String(request.body).slice(0, SHOWN))}`;
  const headers = JSON.stringify(request.headers).slice(0, SHOWN);
  const asked = `${request.method} ${request.target.slice(0, SHOWN)} ${headers}${body}`;
  return `${operation.path} as ${actor.name} ${fault}: ${asked}: ${answer.status} ${answer.text.slice(0, SHOWN)}`;
}
