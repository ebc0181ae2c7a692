import { expect, test } from 'vitest';
import { applyCompletion, completableAt, rank } from './completion';

/** The caret is where the bar stands. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return { text: marked.replace('|', ''), caret };
}

test.each([
  ['|', null],
  ['cu|', { kind: 'field', start: 0, prefix: 'cu' }],
  ['a AND cu|', { kind: 'field', start: 6, prefix: 'cu' }],
  ['-cu|', { kind: 'field', start: 1, prefix: 'cu' }],
  ['customer:|', { kind: 'value', field: 'customer', start: 9, prefix: '' }],
  ['customer:ac|', { kind: 'value', field: 'customer', start: 9, prefix: 'ac' }],
  ['customer:"ac|', { kind: 'value', field: 'customer', start: 9, prefix: 'ac' }],
  ['"some wo|', null],
  ['a |', null],
])('%s', (marked, expected) => {
  const { text, caret } = at(marked);
  expect(completableAt(text, caret)).toEqual(expected);
});

test.each([
  ['cu|', 'customer', 'customer:|'],
  ['cu|:acme', 'customer', 'customer:|acme'],
  ['x AND cu| OR y', 'customer', 'x AND customer:| OR y'],
  ['customer:ac|', 'acme', 'customer:acme|'],
  ['customer:ac|', 'acme inc', 'customer:"acme inc"|'],
  ['customer:"ac|"', 'acme', 'customer:acme|'],
  ['customer:|', 'a "b"', 'customer:"a \\"b\\""|'],
  ['customer:|', 'or', 'customer:"or"|'],
])('%s completed with %s is %s', (marked, choice, expected) => {
  const { text, caret } = at(marked);
  const done = applyCompletion(text, caret, completableAt(text, caret)!, choice);
  expect(`${done.text.slice(0, done.caret)}|${done.text.slice(done.caret)}`).toBe(expected);
});

test('What begins with the prefix comes first, and the list is capped', () => {
  expect(rank(['status', 'http.status', 'user', 'statement'], 'stat', 3)).toEqual(['status', 'statement', 'http.status']);
});
