import { expect, test } from 'vitest';
import { tokenize } from './tokens';

const show = (query: string) =>
  tokenize(query)
    .filter(({ text }) => text.trim() !== '')
    .map(({ kind, text }) => `${kind}=${text}`)
    .join(' ');

test.each([
  ['slow', 'text=slow'],
  ['status:500', 'field=status operator=: number=500'],
  ['customer:"a b"', 'field=customer operator=: string="a b"'],
  ['a AND not b', 'text=a operator=AND operator=not text=b'],
  ['duration >= 500', 'field=duration operator=>= number=500'],
  ['status:[500 TO 599]', 'field=status operator=: bracket=[ number=500 operator=TO number=599 bracket=]'],
  ['+a -b', 'operator=+ text=a operator=- text=b'],
  ['"unfinished', 'string="unfinished'],
  ['ORDER', 'text=ORDER'],
  ['context.template:*x', 'field=context.template operator=: text=*x'],
])('%s', (query, tokens) => expect(show(query)).toBe(tokens));

test.each(['', ' ', 'a  b', 'ü🙂 "x', '\\', 'a:\\"b', '/api/x?y=1', '^~|&'])('Nothing of %j is lost', (query) => {
  expect(
    tokenize(query)
      .map(({ text }) => text)
      .join(''),
  ).toBe(query);
});
