import { parseFilter, writeFilter, type Filter } from './filter';
import { writeQuery } from './query-string';

export type Compare = 'none' | 'previous' | 'week' | 'year';

/** What a page shows, all of it, as kept in the address. `null` means: not said there, the default holds. */
export interface ViewState {
  readonly index: string | null;
  readonly t: string | null;
  readonly tz: string | null;
  readonly q: string;
  readonly f: readonly Filter[];
  readonly cols: readonly string[] | null;
  readonly sort: string;
  readonly interval: string;
  readonly split: string | null;
  readonly compare: Compare | null;
  /** The open document, `index/id`. */
  readonly doc: string | null;
}

export const defaultSort = '-@timestamp';
export const defaultIndex = 'logstash-*';

/** A page with nothing said. */
export const emptyView: ViewState = {
  index: null,
  t: null,
  tz: null,
  q: '',
  f: [],
  cols: null,
  sort: defaultSort,
  interval: 'auto',
  split: null,
  compare: null,
  doc: null,
};

const compares: readonly string[] = ['none', 'previous', 'week', 'year'] satisfies Compare[];

/** Reads the query part of an address. What cannot be read falls back to the default; parameters of others are ignored. */
export function readView(search: string): ViewState {
  const params = new URLSearchParams(search);
  const text = (name: string) => params.get(name)?.trim() || null;
  const compare = text('compare');
  const cols = text('cols');
  return {
    index: text('index'),
    t: text('t'),
    tz: text('tz'),
    q: params.get('q') ?? '',
    f: params
      .getAll('f')
      .map(parseFilter)
      .filter((filter) => filter !== null),
    cols: cols === null ? null : unique(splitFields(cols)),
    sort: text('sort') ?? defaultSort,
    interval: text('interval') ?? 'auto',
    split: text('split'),
    compare: compare !== null && compares.includes(compare) ? (compare as Compare) : null,
    doc: text('doc'),
  };
}

/** Writes the query part of an address, `?` included; empty when everything is at its default. */
export function writeView(view: ViewState): string {
  const query = writeQuery([
    ['index', view.index === defaultIndex ? null : view.index],
    ['q', view.q || null],
    ...view.f.map((filter): [string, string] => ['f', writeFilter(filter)]),
    ['t', view.t],
    ['tz', view.tz],
    ['cols', view.cols?.length ? view.cols.map(writeField).join(',') : null],
    ['sort', view.sort === defaultSort ? null : view.sort],
    ['interval', view.interval === 'auto' ? null : view.interval],
    ['split', view.split],
    ['compare', view.compare],
    ['doc', view.doc],
  ]);
  return query && `?${query}`;
}

/** An address of this app: a path with a view. Only what is given differs from the defaults. */
export function hrefOf(path: string, view: Partial<ViewState>): string {
  return path + writeView({ ...emptyView, ...view });
}

/** What the pages have in common and a link to another page takes along: data, time and zone. */
export function sharedPart({ index, t, tz }: ViewState): Partial<ViewState> {
  return { index, t, tz };
}

/** Splits a sort into its field and direction. */
export function parseSort(sort: string): { field: string; descending: boolean } {
  return sort.startsWith('-') ? { field: sort.slice(1), descending: true } : { field: sort, descending: false };
}

/** Splits `index/id` at the first slash: an index name has none, an id may. */
export function parseDoc(doc: string): { index: string; id: string } | null {
  const slash = doc.indexOf('/');
  return slash > 0 && slash < doc.length - 1 ? { index: doc.slice(0, slash), id: doc.slice(slash + 1) } : null;
}

function splitFields(list: string): string[] {
  return (list.match(/(?:\\.|[^,\\])+/gs) ?? []).map((name) => name.replace(/\\(.)/gs, '$1').trim()).filter(Boolean);
}

function writeField(name: string): string {
  return name.replace(/[\\,]/g, '\\$&');
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
