import { Turn } from './turn.js';

describe('A turn of the upkeep', () => {
  it('comes when it is due and nobody waits, and later in any case', () => {
    const turn = new Turn(1_000, 5_000, 0);
    expect(turn.hasCome(900, 0)).toBe(false);
    expect(turn.hasCome(1_100, 0)).toBe(true);
    expect(turn.hasCome(1_100, 1)).toBe(false);
    expect(turn.hasCome(5_001, 1)).toBe(true);
    turn.taken(5_001);
    expect(turn.hasCome(5_500, 0)).toBe(false);
  });

  it('comes at once for an urgent reason', () => {
    expect(new Turn(1_000, 5_000, 0).hasCome(1, 7, true)).toBe(true);
  });
});
