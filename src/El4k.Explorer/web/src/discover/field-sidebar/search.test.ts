import { expect, test } from 'vitest';
import { fits } from './search';

test.each([
  ['context.template', 'con temp', true],
  ['context.template', 'temp con', true],
  ['context.template', 'TEMP', true],
  ['context.template', '  ', true],
  ['context.template', 'temp z', false],
])('%s fits “%s”: %s', (name, search, expected) => expect(fits(name, search)).toBe(expected));
