import { garbageCollector, IdleCollection } from './idle-collection.js';

let opened: number;
let utilization: number;
let collected: number;
let idle: IdleCollection;
beforeEach(() => {
  opened = 0;
  utilization = 0;
  collected = 0;
  const collect = () => {
    collected += 1;
  };
  idle = new IdleCollection({ opened: () => opened, utilization: () => utilization, collect });
});
const ticks = (count: number) => {
  for (let n = 0; n < count; n += 1) idle.tick();
};

describe('collecting garbage when idle', () => {
  it('happens once after many connections, when it was quiet for six seconds', () => {
    opened = 2_000;
    ticks(5);
    expect(collected).toBe(0);
    ticks(20);
    expect(collected).toBe(1);
  });

  it('waits while the broker is busy, and counts quiet seconds anew', () => {
    opened = 2_000;
    ticks(5);
    utilization = 0.9;
    ticks(1);
    utilization = 0;
    ticks(5);
    expect(collected).toBe(0);
    ticks(1);
    expect(collected).toBe(1);
  });

  it('does not happen for a few connections, however long it is quiet', () => {
    opened = 199;
    ticks(100);
    expect(collected).toBe(0);
    opened = 200;
    ticks(1);
    expect(collected).toBe(1);
  });

  it('happens again after as many more', () => {
    opened = 300;
    ticks(6);
    opened = 499;
    ticks(6);
    expect(collected).toBe(1);
    opened = 500;
    ticks(6);
    expect(collected).toBe(2);
  });

  it('finds the collector of this Node.js', () => {
    expect(typeof garbageCollector()).toBe('function');
  });
});
