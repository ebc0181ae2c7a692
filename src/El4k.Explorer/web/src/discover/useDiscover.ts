import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getJson } from '../shared/api/client';
import { scopeQuery } from '../shared/api/params';
import type { HistogramAnswer, Hits, TopValues } from '../shared/api/types';
import { writeQuery } from '../shared/url/query-string';
import { defaultSort, type ViewState } from '../shared/url/view-state';

const pageSize = 100;

/** Counts over time for what is in view, and the total. */
export function useHistogram(view: ViewState, t: string) {
  const query = scopeQuery(view, t, {
    interval: view.interval === 'auto' ? null : view.interval,
    split: view.split,
    compare: view.compare === 'none' ? null : view.compare,
  });
  return useQuery({
    queryKey: ['histogram', query],
    queryFn: ({ signal }) => getJson<HistogramAnswer>('/api/discover/histogram', query, signal),
    placeholderData: keepPreviousData,
  });
}

/** The documents in view, page after page. */
export function useHits(view: ViewState, t: string) {
  const query = scopeQuery(view, t, { sort: view.sort === defaultSort ? null : view.sort, size: pageSize });
  return useInfiniteQuery({
    queryKey: ['hits', query],
    queryFn: ({ signal, pageParam }) =>
      getJson<Hits>('/api/discover/hits', pageParam === null ? query : `${query}&${writeQuery([['after', pageParam]])}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

/** The exact most frequent values of a field over the documents in view. */
export function useTopValues(view: ViewState, t: string, field: string, size: number, enabled = true) {
  const query = scopeQuery(view, t, { size });
  return useQuery({
    queryKey: ['top', field, query],
    queryFn: ({ signal }) => getJson<TopValues>(`/api/fields/${encodeURIComponent(field)}/top`, query, signal),
    placeholderData: (before) => (before?.field === field ? before : undefined),
    enabled,
  });
}
