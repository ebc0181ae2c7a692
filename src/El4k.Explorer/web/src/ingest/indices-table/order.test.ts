import { expect, test } from 'vitest';
import type { IndexInfo } from '../../shared/api/types';
import { nextOrder, orderIndices } from './order';

const index = (name: string, documents: number, ageDays: number | null): IndexInfo => ({
  name,
  health: 'green',
  documents,
  bytes: documents * 10,
  day: null,
  ageDays,
});
const indices = [index('b', 5, 2), index('a', 5, null), index('c', 9, 1)];
const names = (key: Parameters<typeof nextOrder>[1], descending: boolean) =>
  orderIndices(indices, { key, descending })
    .map(({ name }) => name)
    .join('');

test('Indices are ordered by what is asked, equal ones by name', () => {
  expect(names('name', false)).toBe('abc');
  expect(names('name', true)).toBe('cba');
  expect(names('documents', true)).toBe('cab');
  expect(names('bytes', false)).toBe('abc');
});

test('An index without an age comes last in both directions', () => {
  expect(names('ageDays', false)).toBe('cba');
  expect(names('ageDays', true)).toBe('bca');
});

test('A second click turns the order round', () => {
  const first = nextOrder({ key: 'name', descending: false }, 'bytes');
  expect(first).toEqual({ key: 'bytes', descending: true });
  expect(nextOrder(first, 'bytes')).toEqual({ key: 'bytes', descending: false });
});
