import { expect, test } from 'vitest';
import { formatValue } from './value';

test.each([
  [undefined, 'string', '–'],
  [null, 'string', '–'],
  ['', 'string', ''],
  [false, 'boolean', 'false'],
  [0, 'number', '0'],
  [['a', 'b'], 'string', 'a, b'],
  [{ a: 1 }, 'other', '{"a":1}'],
  ['2026-11-25T13:00:00Z', 'date', '2026-11-25 13:00:00.000'],
  [1764075600000, 'date', '2025-11-25 13:00:00.000'],
  ['soon', 'date', 'soon'],
  ['<b>x</b>', 'string', '<b>x</b>'],
] as const)('%j as %s reads %s', (value, type, text) => expect(formatValue(value, type, 'UTC')).toBe(text));
