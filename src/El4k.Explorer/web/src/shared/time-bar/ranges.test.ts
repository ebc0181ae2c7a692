import { expect, test } from 'vitest';
import { nameOf } from './ranges';

test.each([
  ['-15m', 'Last 15 minutes'],
  ['-24h', 'Last 24 hours'],
  ['-3M', 'Last 3 months'],
  ['-1y', 'Last year'],
  ['last-month', 'Last month'],
  ['last month', 'Last month'],
  ['today', 'Today'],
  ['2026-11-01..now', '2026-11-01..now'],
])('%s is called %s', (t, name) => expect(nameOf(t)).toBe(name));
