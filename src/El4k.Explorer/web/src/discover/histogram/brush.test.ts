import { expect, test } from 'vitest';
import type { Bucket, Interval, TimeRange } from '../../shared/api/types';
import { bucketAt, ordered, spanOf, zoomTo } from './brush';

const hour = 3_600_000;
const start = Date.parse('2026-11-25T00:00Z');
const buckets: Bucket[] = Array.from({ length: 4 }, (_, i) => ({ at: start + i * hour, count: i, previous: null, split: null }));
const interval: Interval = { text: '1h', label: '1 hour', ms: hour, calendar: false, auto: true };
const range: TimeRange = { from: '2026-11-25T00:20:00.000Z', to: '2026-11-25T03:30:00.000Z', text: '', label: '', tz: 'UTC' };

test.each([
  [-5, 0],
  [0, 0],
  [99, 0],
  [100, 1],
  [399, 3],
  [900, 3],
])('At %s px of 400 lies bucket %s', (x, bucket) => expect(bucketAt(x, 400, 4)).toBe(bucket));

test('A selection may be drawn in either direction', () => {
  expect(ordered({ anchor: 3, focus: 1 })).toEqual([1, 3]);
  expect(zoomTo(buckets, { anchor: 2, focus: 1 }, interval, range)).toBe('2026-11-25T01:00Z..2026-11-25T03:00Z');
});

test('The outer buckets are cut to the range shown', () => {
  expect(zoomTo(buckets, { anchor: 0, focus: 3 }, interval, range)).toBe('2026-11-25T00:20Z..2026-11-25T03:30Z');
});

test('A calendar bucket ends where the next begins', () => {
  const months: Bucket[] = [start, start + 28 * 24 * hour].map((at) => ({ at, count: 1, previous: null, split: null }));
  const monthly: Interval = { text: '1M', label: '1 month', ms: 30 * 24 * hour, calendar: true, auto: false };
  expect(spanOf(months, 0, 0, monthly)).toEqual([start, start + 28 * 24 * hour]);
});
