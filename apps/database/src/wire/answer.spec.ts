import { type ErrorInDisguise, sortAnswer } from './answer.js';
import { errorResponse, int32, message, readyForQuery } from './backend-messages.js';

const copyIn = message('G', Buffer.from([0, 0, 0]));
const complete = (tag: string) => message('C', tag);
const notification = (channel: string) => message('A', int32(1), channel, 'payload');
const error = (text: string) => errorResponse({ severity: 'ERROR', sqlState: '42601', message: text });
const disguise: ErrorInDisguise = {
  marker: 'fieldgate_refuses_x',
  error: { severity: 'ERROR', sqlState: '0A000', message: 'X is not available.' },
};
const typesOf = (bytes: Buffer) => {
  let types = '';
  for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1)) types += String.fromCharCode(bytes[at] ?? 0);
  return types;
};

describe('the answer of the backend', () => {
  it('goes to the client as it is when there is nothing to take out', () => {
    const bytes = Buffer.concat([message('1'), message('2'), message('n'), complete('INSERT 0 3'), readyForQuery('T')]);
    const answer = sortAnswer(bytes, []);
    expect(answer.forClient).toBe(bytes);
    expect(answer).toMatchObject({ status: 'T', tags: ['INSERT 0 3'], failed: false });
  });

  it('is without notifications, which go where somebody listens', () => {
    const answer = sortAnswer(
      Buffer.concat([complete('NOTIFY'), notification('a'), notification('ü'), readyForQuery('I')]),
      [],
    );
    expect(typesOf(answer.forClient)).toBe('CZ');
    expect(answer.notifications.map(({ channel }) => channel)).toEqual(['a', 'ü']);
  });

  it('is without the start of a COPY that is refused', () => {
    expect(typesOf(sortAnswer(Buffer.concat([copyIn, error('no'), readyForQuery('I')]), []).forClient)).toBe('EZ');
  });

  it('is without what the makers of the engine tell themselves, and with every other notice', () => {
    const notice = (text: string) => message('N', 'SWARNING', `M${text}`, Buffer.alloc(1));
    const bytes = Buffer.concat([notice('# 1743: aborting transaction 42'), notice('there is no transaction')]);
    expect(sortAnswer(bytes, []).forClient).toEqual(notice('there is no transaction'));
  });

  it('says our error in place of the one that stands for it', () => {
    const { forClient, failed } = sortAnswer(error('syntax error at or near "fieldgate_refuses_x"'), [disguise]);
    expect(failed).toBe(true);
    expect(forClient).toEqual(errorResponse(disguise.error));
  });

  it('is without the one ParseComplete the client did not ask for', () => {
    const answer = sortAnswer(Buffer.concat([message('1'), message('1'), message('2')]), [], true);
    expect(typesOf(answer.forClient)).toBe('12');
  });

  it('has no status when the client has not asked to be told', () => {
    expect(sortAnswer(message('1'), []).status).toBeUndefined();
  });
});
