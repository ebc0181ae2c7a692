import { expect, test } from 'vitest';
import { buildFilter, readValue, writeValue, type Operator } from './operators';

test.each<[string, Operator, string]>([
  ['acme', 'is', 'acme'],
  ['"a, b"', 'is', 'a, b'],
  ['"what?"', 'is', 'what?'],
  ['*', 'exists', ''],
  ['500,"a, b"', 'one of', '500,"a, b"'],
  ['>500', '>', '500'],
  ['<=5', '<=', '5'],
  ['500..599', 'between', '500..599'],
  ['..599', 'between', '..599'],
  ['ac*', 'matches', 'ac*'],
])('%s is taken apart and put together again', (value, operator, text) => {
  expect(readValue(value)).toEqual({ operator, text });
  expect(writeValue(operator, text)).toBe(value);
});

test.each<[Operator, string, string | null]>([
  ['one of', 'a, b ,c', 'a,b,c'],
  ['is', '', null],
  ['is', ' x', '" x"'],
  ['between', '5', null],
  ['>', ' ', null],
])('%s %j is written %j', (operator, text, value) => expect(writeValue(operator, text)).toBe(value));

test('Editing keeps a filter turned round and switched off', () => {
  const base = { field: 'a', value: '1', negated: true, disabled: true };
  expect(buildFilter(base, 'b', '>', '2')).toEqual({ field: 'b', value: '>2', negated: true, disabled: true });
  expect(buildFilter(undefined, ' ', 'is', 'x')).toBeNull();
});
