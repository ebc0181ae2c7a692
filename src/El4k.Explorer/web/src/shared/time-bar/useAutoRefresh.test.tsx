import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useAutoRefresh } from './useAutoRefresh';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const client = new QueryClient();
  const asked = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const { result } = renderHook(useAutoRefresh, { wrapper });
  return { asked, set: (ms: number) => act(() => result.current[1](ms)) };
}

test('It asks again at its pace until it is switched off', () => {
  const { asked, set } = start();
  vi.advanceTimersByTime(60_000);
  expect(asked).not.toHaveBeenCalled();
  set(5000);
  vi.advanceTimersByTime(15_000);
  expect(asked).toHaveBeenCalledTimes(3);
  set(0);
  vi.advanceTimersByTime(15_000);
  expect(asked).toHaveBeenCalledTimes(3);
});

test('It rests while the tab is hidden', () => {
  const { asked, set } = start();
  set(5000);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  vi.advanceTimersByTime(15_000);
  expect(asked).not.toHaveBeenCalled();
});
