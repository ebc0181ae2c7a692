import { describe, expect, test } from 'vitest';
import {
  addFilter,
  describeFilter,
  existsFilter,
  parseFilter,
  quoteValue,
  splitList,
  unquoteValue,
  valueFilter,
  writeFilter,
} from './filter';

describe('parseFilter', () => {
  test.each([
    ['customer:acme', { field: 'customer', value: 'acme', negated: false, disabled: false }],
    ['-status:500', { field: 'status', value: '500', negated: true, disabled: false }],
    ['~status:500', { field: 'status', value: '500', negated: false, disabled: true }],
    ['~-status:500', { field: 'status', value: '500', negated: true, disabled: true }],
    ['url:http://a:80', { field: 'url', value: 'http://a:80', negated: false, disabled: false }],
    ['a\\:b:c', { field: 'a:b', value: 'c', negated: false, disabled: false }],
    ['\\-a:c', { field: '-a', value: 'c', negated: false, disabled: false }],
    ['a\\\\b:c', { field: 'a\\b', value: 'c', negated: false, disabled: false }],
    ['@timestamp:2026-11-01..', { field: '@timestamp', value: '2026-11-01..', negated: false, disabled: false }],
    ['m:"a: \\"b\\""', { field: 'm', value: '"a: \\"b\\""', negated: false, disabled: false }],
  ])('%s', (text, filter) => expect(parseFilter(text)).toEqual(filter));

  test.each(['', ':', 'customer', 'customer:', ':acme', '-', '~-'])('%j says nothing', (text) => expect(parseFilter(text)).toBeNull());

  test.each(['customer:acme', '~-\\~odd\\:name:"x"', 'a\\\\b:*', 'status:500..599', '-duration:>500'])(
    '%s is written as it was read',
    (text) => expect(writeFilter(parseFilter(text)!)).toBe(text),
  );
});

describe('quoteValue', () => {
  test.each([
    ['acme', 'acme'],
    ['500', '500'],
    ['Acme Inc.', 'Acme Inc.'],
    ['http://a:80/x', 'http://a:80/x'],
    ['', '""'],
    [' acme', '" acme"'],
    ['a, b', '"a, b"'],
    ['what?', '"what?"'],
    ['a*b', '"a*b"'],
    ['1..2', '"1..2"'],
    ['>5', '">5"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['c:\\x', '"c:\\\\x"'],
    ['two\nlines', 'two\nlines'],
  ])('%j is written %j and read back', (value, text) => {
    expect(quoteValue(value)).toBe(text);
    expect(unquoteValue(text)).toBe(value);
  });
});

describe('addFilter', () => {
  const acme = valueFilter('customer', 'acme');
  const slow = parseFilter('duration:>500')!;

  test('A new filter goes last', () => expect(addFilter([slow], acme)).toEqual([slow, acme]));
  test('The opposite takes the place of the old one', () => {
    const out = valueFilter('customer', 'acme', true);
    expect(addFilter([acme, slow], out)).toEqual([out, slow]);
  });
  test('A disabled twin is switched on again', () => {
    expect(addFilter([{ ...acme, disabled: true }, slow], acme)).toEqual([acme, slow]);
  });
});

describe('describeFilter', () => {
  test.each([
    ['customer:acme', 'customer is acme'],
    ['-customer:acme', 'customer is not acme'],
    ['customer:"a, b"', 'customer is a, b'],
    ['customer:*', 'customer exists'],
    ['-customer:*', 'customer does not exist'],
    ['duration:>=500', 'duration ≥ 500'],
    ['-duration:<5', 'duration not < 5'],
    ['status:500,503', 'status one of 500, 503'],
    ['-status:500,"a, b"', 'status none of 500, a, b'],
    ['status:500..599', 'status in 500 – 599'],
    ['status:500..', 'status ≥ 500'],
    ['status:..599', 'status ≤ 599'],
  ])('%s reads “%s”', (text, words) => {
    const { field, relation, value } = describeFilter(parseFilter(text)!);
    expect(`${field} ${relation} ${value}`.trim()).toBe(words);
  });
});

test('Commas inside quotes do not split a list', () => {
  expect(splitList('500,"a, b",x')).toEqual(['500', '"a, b"', 'x']);
});

test('Existence is a filter for any value', () => {
  expect(writeFilter(existsFilter('customer', true))).toBe('-customer:*');
});
