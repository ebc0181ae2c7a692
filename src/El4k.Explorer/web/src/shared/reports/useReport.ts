import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client';
import { scopeQuery } from '../api/params';
import type { Report, ReportSummary } from '../api/types';
import type { ViewState } from '../url/view-state';

export const startRows = 10;

/** The questions there are reports for. */
export function useReportList() {
  return useQuery({
    queryKey: ['reports'],
    queryFn: ({ signal }) => getJson<{ reports: ReportSummary[] }>('/api/reports', '', signal),
    staleTime: Infinity,
  });
}

/** One report over what is in view. */
export function useReport(name: string, view: ViewState, t: string, size: number) {
  const query = scopeQuery(view, t, { compare: view.compare, size });
  return useQuery({
    queryKey: ['report', name, query],
    queryFn: ({ signal }) => getJson<Report>(`/api/reports/${encodeURIComponent(name)}`, query, signal),
    placeholderData: keepPreviousData,
  });
}
