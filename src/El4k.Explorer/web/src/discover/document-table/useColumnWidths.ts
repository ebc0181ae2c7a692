import { useEffect, useState } from 'react';
import type { Field, Hit } from '../../shared/api/types';
import { formatValue } from '../../shared/format/value';
import { startWidth } from './columns';

/** Enough documents to know how long the values of a column are. */
const sampled = 50;

/**
 * The widths of the columns. Each starts by what it holds when it is first shown and keeps that width until a person drags it,
 * so that nothing jumps when other documents come into view.
 */
export function useColumnWidths(
  columns: readonly string[],
  hits: readonly Hit[],
  fields: ReadonlyMap<string, Field>,
  zone: string,
): [(name: string) => number, (name: string, width: number) => void] {
  const [widths, setWidths] = useState<Record<string, number>>({});
  const missing = hits.length > 0 ? columns.filter((name) => widths[name] === undefined) : [];

  useEffect(() => {
    if (missing.length === 0) return;
    const sample = hits.slice(0, sampled);
    const started = missing.map((name) => {
      const values = sample.map((hit) => formatValue(hit.fields[name], fields.get(name)?.type, zone));
      return [name, startWidth(name, values)] as const;
    });
    setWidths((known) => ({ ...Object.fromEntries(started), ...known }));
  }, [missing, hits, fields, zone]);

  return [(name) => widths[name] ?? startWidth(name, []), (name, width) => setWidths((known) => ({ ...known, [name]: width }))];
}
