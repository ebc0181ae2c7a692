import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '../shared/api/client';
import { browserZone } from '../shared/api/params';
import type { Ingest } from '../shared/api/types';
import { writeQuery } from '../shared/url/query-string';

/** The collectors write every ten seconds; asking more often shows nothing new. */
const pace = 10_000;

/** What came in and went out in the range. */
export function useIngest(t: string, tz: string | null) {
  const query = writeQuery([
    ['t', t],
    ['tz', tz ?? browserZone],
  ]);
  return useQuery({
    queryKey: ['ingest', query],
    queryFn: ({ signal }) => getJson<Ingest>('/api/ingest', query, signal),
    refetchInterval: pace,
    placeholderData: keepPreviousData,
  });
}
