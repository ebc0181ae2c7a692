import { writeFilter } from '../url/filter';
import { writeQuery } from '../url/query-string';
import type { ViewState } from '../url/view-state';

/** The zone times are shown in when the address names none. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** What of a view says which documents are meant: sent to every endpoint that looks at documents. */
export function scopeParams(view: ViewState, t: string): [string, string | null][] {
  return [
    ['index', view.index],
    ['t', t],
    ['tz', view.tz ?? browserZone],
    ['q', view.q || null],
    ...view.f.map((filter): [string, string] => ['f', writeFilter(filter)]),
  ];
}

/** The query string for an endpoint: the scope and what the endpoint wants besides. */
export function scopeQuery(view: ViewState, t: string, extra: Record<string, string | number | null> = {}): string {
  const more = Object.entries(extra).map(([name, value]): [string, string | null] => [name, value === null ? null : String(value)]);
  return writeQuery([...scopeParams(view, t), ...more]);
}
