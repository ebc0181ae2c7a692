import { expect, test } from 'vitest';
import type { Field, FieldType } from '../../shared/api/types';
import { moveColumn, nextSort, startWidth, stretchedColumn, summaryPairs } from './columns';

const field = (name: string, type: FieldType): Field => ({ name, type, mapping: type, aggregatable: true, searchable: true });

test.each([
  ['b', -1, ['b', 'a', 'c']],
  ['b', 1, ['a', 'c', 'b']],
  ['a', -1, ['a', 'b', 'c']],
  ['c', 1, ['a', 'b', 'c']],
  ['x', 1, ['a', 'b', 'c']],
] as const)('Moving %s by %s gives %j', (name, by, expected) => {
  expect(moveColumn(['a', 'b', 'c'], name, by)).toEqual(expected);
});

test('A header sorts downwards first, then upwards, then downwards again', () => {
  expect(nextSort('-@timestamp', 'duration')).toBe('-duration');
  expect(nextSort('-duration', 'duration')).toBe('duration');
  expect(nextSort('duration', 'duration')).toBe('-duration');
});

test('A column starts as wide as its name and its values need, within limits', () => {
  expect(startWidth('n', [])).toBe(72);
  expect(startWidth('a.rather.long.name', [])).toBeGreaterThan(150);
  expect(startWidth('n', ['short', 'a value of thirty characters.'])).toBeGreaterThan(startWidth('n', ['short']));
  expect(startWidth('n', ['x'.repeat(500)])).toBe(320);
});

test('The last column of text takes the space left over', () => {
  const fields = new Map([field('a', 'string'), field('b', 'string'), field('n', 'number')].map((one) => [one.name, one]));
  expect(stretchedColumn(['a', 'b', 'n'], fields)).toBe(1);
  expect(stretchedColumn(['n'], fields)).toBe(-1);
  expect(stretchedColumn(['unknown', 'n'], fields)).toBe(0);
});

const order = (fields: Record<string, unknown>) => summaryPairs(fields).map(([name]) => name);

test('The summary of a log begins with what happened and leaves bookkeeping out', () => {
  expect(
    order({
      '@version': '1',
      zone: 'z',
      service: 's',
      message: 'm',
      customer: 'c',
      empty: '',
      none: null,
      context: {},
      tags: [],
      level: 400,
      level_name: 'ERROR',
      '@timestamp': 't',
    }),
  ).toEqual(['level_name', 'message', 'customer', 'zone', 'service']);
});

test('The summary of a metric begins with what was measured', () => {
  expect(order({ message: 'request', level_name: 'METRIC', level: 10, env: 'prod', duration: 5, report: 'r' })).toEqual([
    'report',
    'duration',
    'env',
    'message',
    'level_name',
  ]);
});

test('The summary of a web request begins with what was asked and answered', () => {
  expect(order({ message: 'raw', clientip: '1.2.3.4', auth: '-', verb: 'GET', request: '/', response: 200 })).toEqual([
    'verb',
    'request',
    'response',
    'clientip',
    'auth',
    'message',
  ]);
});
