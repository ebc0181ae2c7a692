import type { Field, FieldType } from '../../shared/api/types';

export const timeWidth = 186;
export const minWidth = 72;

const typeWidths: Record<FieldType, number> = { number: 108, boolean: 90, date: 186, ip: 140, string: 190, other: 240 };

/** How wide a column starts: by its type, and never narrower than its name. */
export function startWidth(name: string, field: Field | undefined): number {
  return Math.max(typeWidths[field?.type ?? 'string'], Math.min(260, name.length * 8 + 44));
}

/** The column that takes the space left over: the last that holds text. None when all are short. */
export function stretchedColumn(columns: readonly string[], fields: ReadonlyMap<string, Field>): number {
  return columns.findLastIndex((name) => ['string', 'other', undefined].includes(fields.get(name)?.type));
}

/** Moves a column one place; at an edge nothing changes. */
export function moveColumn(columns: readonly string[], name: string, by: -1 | 1): string[] {
  const from = columns.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return [...columns];
  const moved = [...columns];
  moved.splice(from, 1);
  moved.splice(to, 0, name);
  return moved;
}

/** What a click on a header sorts by next: downwards first, then upwards. */
export function nextSort(sort: string, field: string): string {
  return sort === `-${field}` ? field : `-${field}`;
}

// What a reader wants to see first in a document nobody has chosen columns for: of a log what happened, of a metric what was measured.
const ofLogs = ['level_name', 'message', 'verb', 'request', 'response', 'bytes', 'clientip'];
const ofMetrics = ['report', 'route', 'customer', 'user', 'status', 'duration', 'db_ms'];
const noise = new Set(['@timestamp', '@version', 'datetime']);

/** The pairs of a document in the order worth reading; bookkeeping fields and empty values are left out. */
export function summaryPairs(fields: Record<string, unknown>): [name: string, value: unknown][] {
  const metric = fields['level_name'] === 'METRIC';
  const telling = metric ? ofMetrics : [...ofLogs, ...ofMetrics];
  const last = metric ? new Set(ofLogs) : new Set<string>();
  const rank = (name: string) => {
    const at = telling.indexOf(name);
    return at >= 0 ? at : telling.length + (last.has(name) ? 1 : 0);
  };
  const dropped = (name: string) => noise.has(name) || (name === 'level' && 'level_name' in fields);
  return Object.entries(fields)
    .filter(([name, value]) => !dropped(name) && !isEmpty(value))
    .sort(([a], [b]) => rank(a) - rank(b));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
