import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client';
import { browserZone } from '../api/params';
import type { TimeRange } from '../api/types';
import { writeQuery } from '../url/query-string';

/** What a range text means right now, or the error that says why it means nothing. */
export function useRange(t: string, tz: string | null) {
  return useQuery({
    queryKey: ['time', t, tz],
    queryFn: ({ signal }) =>
      getJson<TimeRange>(
        '/api/time/check',
        writeQuery([
          ['t', t],
          ['tz', tz ?? browserZone],
        ]),
        signal,
      ),
    enabled: t.trim() !== '',
    retry: false,
  });
}
