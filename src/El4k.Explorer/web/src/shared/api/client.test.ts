import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, getJson } from './client';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, statusText: 'Bad Gateway' })));
}

async function failure(): Promise<ApiError> {
  return getJson('/api/status', '').then(
    () => Promise.reject(new Error('expected a failure')),
    (error: unknown) => error as ApiError,
  );
}

test('An answer is handed on as it is', async () => {
  answer(200, '{"total":5}');
  expect(await getJson('/api/x', 'q=a')).toEqual({ total: 5 });
});

test('A refused question keeps its position and suggestion', async () => {
  answer(400, '{"error":{"message":"Bracket missing.","parameter":"q","position":12,"length":1,"suggestion":"a:[1 TO 2]"}}');
  const error = await failure();
  expect(error.message).toBe('Bracket missing.');
  expect(error.problem).toMatchObject({ parameter: 'q', position: 12, suggestion: 'a:[1 TO 2]' });
  expect(error.transient).toBe(false);
});

test('A failure without a readable body says its status', async () => {
  answer(502, '<html>');
  const error = await failure();
  expect(error.message).toBe('The explorer answered 502 Bad Gateway.');
  expect(error.transient).toBe(true);
});

test('A server that is gone is said in words', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const error = await failure();
  expect(error).toBeInstanceOf(ApiError);
  expect(error.message).toContain('does not answer');
});

test('A cancelled question stays a cancellation', async () => {
  const abort = new AbortController();
  abort.abort();
  vi.stubGlobal('fetch', () => Promise.reject(new DOMException('stop', 'AbortError')));
  await expect(getJson('/api/x', '', abort.signal)).rejects.toThrow('stop');
});
