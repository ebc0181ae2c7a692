import { wallTime } from '../format/time';

/** Round values on an axis from 0 to `max`, at most about `count` steps: 0, 50, 100. The last may lie below `max`. */
export function niceTicks(max: number, count: number): number[] {
  if (max <= 0) return [0];
  const rough = max / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((f) => f * magnitude >= rough) ?? 10;
  const step = Math.max(1, Math.round(factor * magnitude));
  const ticks = [0];
  while (ticks.length * step <= max) ticks.push(ticks.length * step);
  return ticks;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  second,
  5 * second,
  10 * second,
  30 * second,
  minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
];

/** Which buckets get a label under the axis: at most `most`, at round times of the zone where the buckets allow it. */
export function timeTicks(starts: readonly number[], bucketMs: number, zone: string, most: number): { indices: number[]; step: number } {
  const span = starts.length * bucketMs;
  const step = steps.find((candidate) => candidate >= bucketMs && candidate % bucketMs === 0 && span / candidate <= most);
  if (step && bucketMs <= day) {
    const origin = step >= 7 * day ? 4 * day : 0; // 1970-01-05 was a Monday.
    const walls = starts.map((at) => wallTime(at, zone) - origin);
    const stepOf = (wall: number) => Math.floor(wall / step);
    const indices = walls.flatMap((wall, i) => ((i === 0 ? wall % step === 0 : stepOf(wall) !== stepOf(walls[i - 1]!)) ? [i] : []));
    if (indices.length > 1) return { indices, step };
  }
  const every = Math.max(1, Math.ceil(starts.length / most));
  return { indices: starts.flatMap((_, i) => (i % every === 0 ? [i] : [])), step: Math.max(bucketMs, every * bucketMs) };
}
