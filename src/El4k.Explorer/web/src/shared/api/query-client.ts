import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';

/** The cache of answers. An answer is good until the person or the clock asks again; a failed store is asked once more. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 1 && error instanceof ApiError && error.transient && error.status !== 0,
        retryDelay: 400,
      },
    },
  });
}
