import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client';
import type { Fields } from '../api/types';
import { writeQuery } from '../url/query-string';

/** The fields of the mapping. They change rarely, so they are kept for minutes. */
export function useFields(index: string | null) {
  return useQuery({
    queryKey: ['fields', index],
    queryFn: ({ signal }) => getJson<Fields>('/api/fields', writeQuery([['index', index]]), signal),
    staleTime: 300_000,
  });
}
