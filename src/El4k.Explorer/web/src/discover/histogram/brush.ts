import type { Bucket, Interval, TimeRange } from '../../shared/api/types';
import { writeInstant } from '../../shared/format/time';

/** Buckets from one to another, both included, in either order. */
export interface Selection {
  readonly anchor: number;
  readonly focus: number;
}

/** The bucket under a point, clamped to the chart. */
export function bucketAt(x: number, width: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((x / Math.max(1, width)) * count)));
}

/** First and last bucket of a selection. */
export function ordered({ anchor, focus }: Selection): [first: number, last: number] {
  return anchor <= focus ? [anchor, focus] : [focus, anchor];
}

/** Begin and end of a bucket. A calendar bucket ends where the next begins, whatever its nominal length. */
export function spanOf(buckets: readonly Bucket[], first: number, last: number, interval: Interval): [from: number, to: number] {
  const from = buckets[first]!.at;
  return [from, buckets[last + 1]?.at ?? buckets[last]!.at + interval.ms];
}

/** The time range text for a selection, cut to the range shown: the first and last bucket may reach beyond it. */
export function zoomTo(buckets: readonly Bucket[], selection: Selection, interval: Interval, range: TimeRange): string {
  const [first, last] = ordered(selection);
  const [from, to] = spanOf(buckets, first, last, interval);
  return `${writeInstant(Math.max(from, Date.parse(range.from)))}..${writeInstant(Math.min(to, Date.parse(range.to)))}`;
}
