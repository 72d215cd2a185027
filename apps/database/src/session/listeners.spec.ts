import type { Answer } from '../wire/answer.js';
import type { Batch } from './batch.js';
import { ListenTracker } from './listen-tracker.js';
import { type Listener, Listeners } from './listeners.js';
import type { ListenAction } from './rules.js';

const listen = (channel: string): ListenAction => ({ kind: 'listen', channel });
const unlisten = (channel: string): ListenAction => ({ kind: 'unlisten', channel });

class JournalListener implements Listener {
  readonly heard: string[] = [];
  notify(frame: Buffer): void {
    this.heard.push(frame.toString());
  }
}
const onChannel = (channel: string) => [{ channel, frame: Buffer.from(channel) }];

describe('Listeners', () => {
  const alice = new JournalListener();
  const bob = new JournalListener();

  it('sends a notification to those who listen to its channel, and gives the sender its own back', () => {
    const listeners = new Listeners();
    listeners.commit(alice, [listen('a')]);
    listeners.commit(bob, [listen('b'), listen('a')]);
    expect(listeners.deliver(onChannel('a'), alice).map(String)).toEqual(['a']);
    expect(listeners.deliver(onChannel('b'), alice)).toEqual([]);
    expect([alice.heard, bob.heard]).toEqual([[], ['a', 'b']]);
  });

  it('says what the backend must listen to again after one unlistens to what another wants', () => {
    const listeners = new Listeners();
    listeners.commit(alice, [listen('a'), listen('b')]);
    listeners.commit(bob, [listen('a')]);
    expect(listeners.commit(bob, [unlisten('a')])).toEqual(['a']);
    expect(listeners.commit(alice, [unlisten('b')])).toEqual([]);
    expect(listeners.commit(bob, [{ kind: 'unlisten-all' }])).toEqual(['a']);
    expect(listeners.commit(alice, [unlisten('a'), listen('a')])).toEqual([]);
  });

  it('says which channels nobody wants any more when a connection goes', () => {
    const listeners = new Listeners();
    listeners.commit(alice, [listen('a'), listen('b')]);
    listeners.commit(bob, [listen('a')]);
    expect(listeners.leave(alice)).toEqual(['b']);
    expect(listeners.leave(bob)).toEqual(['a']);
  });
});

describe('LISTEN in a transaction', () => {
  const batch = (...listening: ListenAction[]) => ({ listening }) as Pick<Batch, 'listening'> as Batch;
  const answer = (status: Answer['status'], tags: string[], failed = false): Answer => ({
    status,
    tags,
    failed,
    forClient: Buffer.alloc(0),
    notifications: [],
  });

  it('counts at once outside of one', () => {
    expect(new ListenTracker().follow(batch(listen('a')), answer('I', ['LISTEN']))).toEqual([listen('a')]);
  });

  it('counts when it commits, not before, and not when it rolls back', () => {
    const tracker = new ListenTracker();
    expect(tracker.follow(batch(listen('a')), answer('T', ['BEGIN', 'LISTEN']))).toEqual([]);
    expect(tracker.follow(batch(), answer('I', ['COMMIT']))).toEqual([listen('a')]);
    tracker.follow(batch(listen('b')), answer('T', ['BEGIN', 'LISTEN']));
    expect(tracker.follow(batch(), answer('I', ['ROLLBACK']))).toEqual([]);
    expect(tracker.follow(batch(listen('c')), answer('I', ['LISTEN']))).toEqual([listen('c')]);
  });

  it('does not count when its statement or an implicit transaction around it failed', () => {
    const tracker = new ListenTracker();
    expect(tracker.follow(batch(listen('a')), answer('I', [], true))).toEqual([]);
    expect(tracker.follow(batch(listen('a')), answer('I', ['LISTEN'], true))).toEqual([]);
  });

  it('outlives the rollback to a savepoint', () => {
    const tracker = new ListenTracker();
    tracker.follow(batch(listen('a')), answer('T', ['BEGIN', 'LISTEN', 'SAVEPOINT', 'ROLLBACK']));
    expect(tracker.follow(batch(), answer('I', ['COMMIT']))).toEqual([listen('a')]);
  });
});
