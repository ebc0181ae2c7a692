import { describe, expect, test } from 'vitest';
import { niceTicks, timeTicks } from './scales';

test.each([
  [0, [0]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [62, [0, 25, 50]],
  [97, [0, 50]],
  [120, [0, 50, 100]],
  [12_340, [0, 5000, 10_000]],
])('An axis to %s has marks at %j', (max, ticks) => expect(niceTicks(max, 3)).toEqual(ticks));

describe('timeTicks', () => {
  const starts = (from: string, ms: number, count: number) => Array.from({ length: count }, (_, i) => Date.parse(from) + i * ms);
  const hour = 3_600_000;

  test('Hours of a day are marked at round hours', () => {
    const times = starts('2026-11-25T01:00Z', hour, 24);
    const { indices, step } = timeTicks(times, hour, 'UTC', 6);
    expect(step).toBe(6 * hour);
    expect(indices).toEqual([5, 11, 17, 23]);
  });

  test('Round is what the clock on the wall says', () => {
    const times = starts('2026-11-25T00:00Z', hour, 24);
    expect(timeTicks(times, hour, 'Asia/Tokyo', 4).indices).toEqual([3, 9, 15, 21]);
  });

  test('Weeks are marked from Monday', () => {
    const times = starts('2026-11-01T00:00Z', 24 * hour, 30);
    const { indices } = timeTicks(times, 24 * hour, 'UTC', 5);
    expect(indices.map((i) => new Date(times[i]!).getUTCDay())).toEqual([1, 1, 1, 1, 1]);
  });

  test('Buckets that do not begin at midnight still get a mark a day', () => {
    const times = starts('2026-11-25T01:00Z', 3 * hour, 24);
    expect(timeTicks(times, 3 * hour, 'UTC', 4)).toEqual({ indices: [8, 16], step: 24 * hour });
  });

  test('Buckets no round step fits are marked evenly', () => {
    const { indices } = timeTicks(starts('2026-01-01T00:00Z', 30 * 24 * hour, 12), 30 * 24 * hour, 'UTC', 4);
    expect(indices).toEqual([0, 3, 6, 9]);
  });
});
