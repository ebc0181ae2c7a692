import { browserZone } from '../api/params';
import { readView, writeView } from '../url/view-state';
import type { Filter } from '../url/filter';

/**
 * The address of the documents behind a row, as short as it can be: without the zone that the browser has anyway, and
 * without a filter for existence that a filter for a value implies.
 */
export function shortenLink(href: string): string {
  const [path = '', search = ''] = href.split('?', 2);
  const view = readView(search);
  return path + writeView({ ...view, tz: view.tz === browserZone ? null : view.tz, f: withoutImplied(view.f) });
}

function withoutImplied(filters: readonly Filter[]): Filter[] {
  const valued = new Set(
    filters.filter(({ value, negated, disabled }) => value !== '*' && !negated && !disabled).map(({ field }) => field),
  );
  return filters.filter(({ field, value, negated, disabled }) => !(value === '*' && !negated && !disabled && valued.has(field)));
}
