import type { Field } from '../../shared/api/types';

export const timeWidth = 186;
export const minWidth = 72;

const maxStartWidth = 320;
const characterWidth = 7.3;
const padding = 26;

/** Room for the arrow and the menu of a header. */
const headerExtra = 26;

/** How wide a column starts: as its name and the longest of some values need, within limits. */
export function startWidth(name: string, values: readonly string[]): number {
  const longest = Math.max(0, ...values.map((value) => value.length));
  const wanted = Math.max(name.length * characterWidth + headerExtra, longest * characterWidth) + padding;
  return Math.round(Math.min(maxStartWidth, Math.max(minWidth, wanted)));
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

// What a reader wants to see first in a document nobody has chosen columns for: of a log what happened, of a request what was
// asked and answered, of a metric what was measured. Where there is such a shape, the raw message only repeats it.
const shapes: readonly { fits: (fields: Record<string, unknown>) => boolean; first: readonly string[]; last: readonly string[] }[] = [
  {
    fits: ({ level_name: level }) => level === 'METRIC',
    first: ['report', 'route', 'customer', 'user', 'status', 'duration', 'db_ms'],
    last: ['message', 'level_name'],
  },
  {
    fits: (fields) => 'verb' in fields && 'request' in fields,
    first: ['verb', 'request', 'response', 'bytes', 'clientip', 'referrer', 'agent'],
    last: ['message'],
  },
  { fits: () => true, first: ['level_name', 'message', 'report', 'route', 'customer', 'user', 'status', 'duration'], last: [] },
];
const noise = new Set(['@timestamp', '@version', 'datetime']);

/** The pairs of a document in the order worth reading; bookkeeping fields and empty values are left out. */
export function summaryPairs(fields: Record<string, unknown>): [name: string, value: unknown][] {
  const { first, last } = shapes.find(({ fits }) => fits(fields))!;
  const rank = (name: string) => {
    const at = first.indexOf(name);
    return at >= 0 ? at : first.length + (last.includes(name) ? 1 : 0);
  };
  const dropped = (name: string) => noise.has(name) || (name === 'level' && 'level_name' in fields);
  return Object.entries(fields)
    .filter(([name, value]) => !dropped(name) && !isEmpty(value))
    .sort(([a], [b]) => rank(a) - rank(b));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
