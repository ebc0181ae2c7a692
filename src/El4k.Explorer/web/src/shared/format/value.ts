import type { FieldType } from '../api/types';
import { formatInstant } from './time';

/** A field's value as one line of text. Text stays text: nothing here is ever markup. */
export function formatValue(value: unknown, type: FieldType | undefined, zone: string): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map((item) => formatValue(item, type, zone)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (type === 'date') {
    const at = typeof value === 'number' ? value : Date.parse(String(value));
    if (!Number.isNaN(at)) return formatInstant(at, zone);
  }
  return String(value);
}
