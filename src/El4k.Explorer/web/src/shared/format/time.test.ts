import { describe, expect, test } from 'vitest';
import { formatAgo, formatInstant, formatSpan, formatTick, isMidnight, wallTime, writeInstant } from './time';

const at = (text: string) => Date.parse(text);

test.each([
  ['2026-11-25T13:03:07.250Z', 'UTC', '2026-11-25 13:03:07.250'],
  ['2026-11-25T13:03:07.250Z', 'Europe/Berlin', '2026-11-25 14:03:07.250'],
  ['2026-11-25T00:00:00.000Z', 'UTC', '2026-11-25 00:00:00.000'],
  ['1969-12-31T23:59:59.001Z', 'UTC', '1969-12-31 23:59:59.001'],
  ['2026-11-25T13:03:07.250Z', 'Mars/Olympus', '2026-11-25 13:03:07.250'],
])('%s in %s is %s', (instant, zone, text) => expect(formatInstant(at(instant), zone)).toBe(text));

describe('formatSpan', () => {
  test.each([
    ['2026-11-25T14:00Z', '2026-11-25T15:00Z', '25 Nov 14:00 – 15:00'],
    ['2026-11-25T23:00Z', '2026-11-26T01:00Z', '25 Nov 23:00 – 26 Nov 01:00'],
    ['2026-11-25T14:00:00Z', '2026-11-25T14:00:30Z', '25 Nov 14:00:00 – 14:00:30'],
    ['2026-11-25T00:00Z', '2026-11-26T00:00Z', '25 Nov'],
    ['2026-11-23T00:00Z', '2026-11-26T00:00Z', '23 Nov – 25 Nov'],
  ])('%s to %s reads %s', (from, to, text) => expect(formatSpan(at(from), at(to), 'UTC')).toBe(text));
});

test.each([
  ['2026-11-25T14:05:30Z', 1000, '14:05:30'],
  ['2026-11-25T14:05:00Z', 60_000, '14:05'],
  ['2026-11-25T00:00:00Z', 3_600_000, '25 Nov'],
  ['2026-11-25T00:00:00Z', 86_400_000, '25 Nov'],
  ['2026-11-01T00:00:00Z', 30 * 86_400_000, 'Nov 2026'],
  ['2026-01-01T00:00:00Z', 365 * 86_400_000, '2026'],
])('A mark at %s with steps of %s ms reads %s', (instant, step, text) => expect(formatTick(at(instant), step, 'UTC')).toBe(text));

test.each([
  [500, 'just now'],
  [12_000, '12 s ago'],
  [60_000, '1 minute ago'],
  [5 * 60_000, '5 minutes ago'],
  [26 * 3_600_000, '26 hours ago'],
  [3 * 86_400_000, '3 days ago'],
])('%s ms is %s', (age, text) => expect(formatAgo(1e12 - age, 1e12)).toBe(text));

test.each([
  ['2026-11-25T10:00:00.000Z', '2026-11-25T10:00Z'],
  ['2026-11-25T10:00:30.000Z', '2026-11-25T10:00:30Z'],
  ['2026-11-25T10:00:00.250Z', '2026-11-25T10:00:00.250Z'],
])('%s goes into the address as %s', (instant, text) => {
  expect(writeInstant(at(instant))).toBe(text);
  expect(at(text)).toBe(at(instant));
});

test('Midnight is a matter of the zone', () => {
  expect(isMidnight(at('2026-11-25T23:00Z'), 'Europe/Berlin')).toBe(true);
  expect(isMidnight(at('2026-11-25T23:00Z'), 'UTC')).toBe(false);
});

test('The wall of Berlin is an hour ahead in winter and two in summer', () => {
  expect(wallTime(at('2026-11-25T12:00Z'), 'Europe/Berlin')).toBe(at('2026-11-25T13:00Z'));
  expect(wallTime(at('2026-07-25T12:00Z'), 'Europe/Berlin')).toBe(at('2026-07-25T14:00Z'));
});
