import { expect, test } from 'vitest';
import type { ColumnKind, ReportColumn, ReportRow } from '../api/types';
import { cellText, changeTone, sortedColumn } from './cells';

const column = (kind: ColumnKind, unit: string | null = null, sorted = false): ReportColumn => ({
  key: 'x',
  title: 'X',
  kind,
  unit,
  sorted,
  help: null,
});
const row = (x: number | string | null): ReportRow => ({
  kind: 'value',
  label: 'a',
  rank: 1,
  cells: { x },
  previous: {},
  spark: [],
  note: null,
  filters: [],
  discover: null,
});

test.each<[ColumnKind, string | null, number | string | null, string]>([
  ['count', null, 12340, '12,340'],
  ['duration', 'ms', 15_120_000, '4 h 12 m'],
  ['duration', 's', 1.5, '1.5 s'],
  ['share', null, 0.314, '31.4 %'],
  ['factor', null, 6.24, '6.24 ×'],
  ['change', null, -0.12, '−12 %'],
  ['number', 'bytes', 1_200_000, '1.2 MB'],
  ['number', null, 0.126, '0.13'],
  ['text', null, 'acme', 'acme'],
  ['count', null, null, '–'],
])('%s in %s of %s reads %s', (kind, unit, value, text) => expect(cellText(column(kind, unit), row(value))).toBe(text));

test('A cell that is missing is a dash', () => {
  expect(cellText({ ...column('count'), key: 'other' }, row(1))).toBe('–');
});

test.each<[number | null, ColumnKind, string]>([
  [0.5, 'duration', 'worse'],
  [-0.5, 'duration', 'better'],
  [0.01, 'duration', 'plain'],
  [0.5, 'count', 'plain'],
  [null, 'duration', 'plain'],
])('A change of %s in %s is %s', (value, kind, tone) => expect(changeTone(value, column(kind))).toBe(tone));

test('The ranked column is the one marked as sorted', () => {
  expect(sortedColumn([column('text'), column('count', null, true)])?.kind).toBe('count');
  expect(sortedColumn([column('text')])).toBeUndefined();
});
