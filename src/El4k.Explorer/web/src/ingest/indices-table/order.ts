import type { IndexInfo } from '../../shared/api/types';

export type IndexKey = 'name' | 'documents' | 'bytes' | 'ageDays';

/** How the table of indices is ordered. */
export interface IndexOrder {
  readonly key: IndexKey;
  readonly descending: boolean;
}

/** Orders indices; those without the value come last, equal ones by name. */
export function orderIndices(indices: readonly IndexInfo[], { key, descending }: IndexOrder): IndexInfo[] {
  const turn = descending ? -1 : 1;
  return [...indices].sort((a, b) => {
    const [x, y] = [a[key], b[key]];
    if (x === null || y === null) return x === y ? a.name.localeCompare(b.name) : x === null ? 1 : -1;
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y);
    return order === 0 ? a.name.localeCompare(b.name) : order * turn;
  });
}

/** The order after a click on a header: numbers start with the largest, names with the first. */
export function nextOrder(order: IndexOrder, key: IndexKey): IndexOrder {
  return order.key === key ? { key, descending: !order.descending } : { key, descending: key === 'documents' || key === 'bytes' };
}
