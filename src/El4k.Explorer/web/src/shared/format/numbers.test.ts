import { describe, expect, test } from 'vitest';
import { formatBytes, formatChange, formatCompact, formatCount, formatMs, formatShare, formatUnit, plural } from './numbers';

describe('formatMs', () => {
  test.each([
    [0, '0 ms'],
    [0.42, '0.4 ms'],
    [9.94, '9.9 ms'],
    [12.4, '12 ms'],
    [850, '850 ms'],
    [999.6, '1 s'],
    [1240, '1.2 s'],
    [59_960, '1 m'],
    [252_000, '4 m 12 s'],
    [15_120_000, '4 h 12 m'],
    [3_599_700, '1 h'],
    [86_400_000, '1 d'],
    [273_600_000, '3 d 4 h'],
    [-1500, '−1.5 s'],
  ])('%s ms reads %s', (value, text) => expect(formatMs(value)).toBe(text));
});

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1240, '1.2 kB'],
    [999_600, '1 MB'],
    [2_747_282_505, '2.7 GB'],
    [150_000_000, '150 MB'],
  ])('%s bytes read %s', (value, text) => expect(formatBytes(value)).toBe(text));
});

describe('formatShare', () => {
  test.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.314, '31.4 %'],
    [0.5, '50 %'],
    [1, '100 %'],
  ])('%s reads %s', (value, text) => expect(formatShare(value)).toBe(text));
});

describe('formatChange', () => {
  test.each([
    [0.09, '+9 %'],
    [-0.123, '−12 %'],
    [0.0001, '±0 %'],
    [0, '±0 %'],
    [0.034, '+3.4 %'],
    [3.2, '×4.2'],
    [41, '×42'],
    [-1, '−100 %'],
  ])('%s reads %s', (value, text) => expect(formatChange(value)).toBe(text));
});

test('counts carry thousands separators and a fitting word', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(formatCompact(950)).toBe('950');
  expect(formatCompact(12_340)).toBe('12.3K');
  expect(plural(1, 'event')).toBe('1 event');
  expect(plural(2, 'index', 'indices')).toBe('2 indices');
  expect(formatUnit(0.25, 'percent')).toBe('25 %');
  expect(formatUnit(1.239, 'plain')).toBe('1.24');
});
