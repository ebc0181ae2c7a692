import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderApp } from '../../../dev/render-app';

test('The page opens by itself when the first event arrives', async () => {
  renderApp('/discover?t=2026-11-24..2026-11-25&index=empty-*');
  expect(await screen.findByTestId('first-event')).toHaveTextContent('Waiting for an event');
  const answer = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string) => answer(input.replace('index=empty-*', 'index=full-*')));
  expect(await screen.findAllByTestId('hit')).not.toHaveLength(0);
  expect(screen.queryByTestId('first-event')).not.toBeInTheDocument();
});

test('Every way to send a first event can be copied', async () => {
  const { user } = renderApp('/?index=empty-*');
  const tabs = await screen.findAllByRole('tab');
  expect(tabs.map((tab) => tab.textContent)).toEqual(['A log by TCP', 'A metric by UDP', '.NET', 'curl to the store']);
  await user.click(tabs[3]!);
  expect(screen.getByText(/^curl -XPOST http:\/\/127\.0\.0\.1:9200\/logstash-demo-/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toContain('logstash-demo-');
});

test('An explorer that is gone says so', async () => {
  renderApp('/discover', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await screen.findByTestId('error')).toHaveTextContent('The explorer does not answer');
});
