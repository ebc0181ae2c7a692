import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Asks everything on the page again at an interval. It rests while the tab is hidden. */
export function useAutoRefresh(): [number, (ms: number) => void] {
  const [ms, setMs] = useState(0);
  const client = useQueryClient();
  useEffect(() => {
    if (ms === 0) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void client.invalidateQueries({}, { cancelRefetch: false });
    }, ms);
    return () => clearInterval(timer);
  }, [ms, client]);
  return [ms, setMs];
}
