import { expect, test } from 'vitest';
import type { IngestOutput } from '../../shared/api/types';
import { hasDeadLetters, listCommand, notKept } from './dead-letters';

const output = (change: Partial<IngestOutput>): IngestOutput => ({
  region: null,
  instance: 'a',
  pipeline: 'main',
  id: 'elasticsearch_1',
  name: 'elasticsearch',
  out: 0,
  failed: 0,
  retries: 0,
  deadLetters: 0,
  lastReason: null,
  lastDeadLetter: null,
  lastEvent: null,
  series: { out: [], failed: [], retries: [], deadLetters: [] },
  ...change,
});

test('An output has something to say when it kept letters or could not keep them', () => {
  expect(hasDeadLetters(output({}))).toBe(false);
  expect(hasDeadLetters(output({ failed: 2, deadLetters: 2 }))).toBe(true);
  expect(hasDeadLetters(output({ failed: 2 }))).toBe(true);
  expect(notKept(output({ failed: 3, deadLetters: 2 }))).toBe(1);
  // Letters of a report that came before the range began.
  expect(notKept(output({ failed: 1, deadLetters: 2 }))).toBe(0);
});

test('The command names what it must, as a shell reads it', () => {
  expect(listCommand(output({}))).toBe('el4k dlq list --plugin elasticsearch_1');
  expect(listCommand(output({ pipeline: 'orders', id: "joe's store" }))).toBe(
    "el4k dlq list --pipeline.id orders --plugin 'joe'\\''s store'",
  );
});
