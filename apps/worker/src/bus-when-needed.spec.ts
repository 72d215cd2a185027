import { PassThrough } from 'node:stream';
import { createLogger, type PlatformBus } from '#libs/platform';
import { BusWhenNeeded } from './bus-when-needed.js';

const event = { deviceId: '0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10', lifecycle: 'suspended' } as const;
const settled = () => new Promise(setImmediate);

describe('the bus of the worker', () => {
  function journal() {
    const said: string[] = [];
    const bus = {
      start: () => said.push('start'),
      announce: (name: string) => said.push(name),
      close: async () => void said.push('close'),
    };
    return { said, bus: bus as unknown as PlatformBus };
  }

  it('is opened by the first thing to tell, once, and closed with the worker', async () => {
    const { said, bus } = journal();
    const lazy = new BusWhenNeeded(
      async () => {
        said.push('open');
        return bus;
      },
      createLogger('test', 'fatal'),
    );
    await settled();
    expect(said).toEqual([]);
    lazy.announce('device.lifecycle-changed', event);
    lazy.announce('device.lifecycle-changed', event);
    await settled();
    await lazy.close();
    expect(said).toEqual(['open', 'start', 'device.lifecycle-changed', 'device.lifecycle-changed', 'close']);
  });

  it('is never opened where nothing is told', async () => {
    const open = jest.fn();
    await new BusWhenNeeded(open, createLogger('test', 'fatal')).close();
    expect(open).not.toHaveBeenCalled();
  });

  it('that cannot be opened is said once in the log, and fails nobody who tells something', async () => {
    const sink = new PassThrough();
    const open = jest.fn().mockRejectedValue(new Error('no certificate'));
    const lazy = new BusWhenNeeded(open, createLogger('test', 'warn', sink));
    lazy.announce('device.lifecycle-changed', event);
    lazy.announce('device.lifecycle-changed', event);
    await settled();
    await lazy.close();
    expect(open).toHaveBeenCalledTimes(1);
    expect(String(sink.read()).match(/is on no bus/g)).toHaveLength(1);
  });
});
