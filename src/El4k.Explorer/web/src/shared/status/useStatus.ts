import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client';
import { writeQuery } from '../url/query-string';
import type { Status } from '../api/types';

/** Whether the store is there and what data it has. Asks every two seconds while there is none, so that a first event shows at once. */
export function useStatus(index: string | null) {
  return useQuery({
    queryKey: ['status', index],
    queryFn: ({ signal }) => getJson<Status>('/api/status', writeQuery([['index', index]]), signal),
    refetchInterval: (query) => (query.state.data?.data == null || query.state.error ? 2000 : false),
  });
}
