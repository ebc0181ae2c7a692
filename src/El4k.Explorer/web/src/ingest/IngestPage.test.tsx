import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../../dev/render-app';

test('Inputs, outputs and indices are shown with what went wrong', async () => {
  renderApp('/ingest');
  const inputs = await screen.findAllByTestId('input');
  expect(inputs).toHaveLength(6);
  expect(inputs[0]).toHaveTextContent(/udp udp_9602.*collector-a/);
  expect(Number(screen.getByTestId('ingest-received').dataset['value'])).toBeGreaterThan(1000);
  expect(screen.getByTestId('ingest-dropped')).toHaveTextContent('lost: counts are low by that much');
  expect(screen.getByTestId('output')).toHaveTextContent('elasticsearch_1');
  expect(screen.getAllByTestId('index')).toHaveLength(12);
});

test('Indices are sorted by the header that is clicked', async () => {
  const { user } = renderApp('/ingest');
  const table = await screen.findByTestId('indices');
  const first = () => within(table).getAllByTestId('index')[0]!.dataset['index'];
  expect(first()).toBe('logstash-reports-2026.11.25');
  await user.click(within(table).getByRole('button', { name: /Index/ }));
  expect(first()).toBe('logstash-reports-2026.11.14');
});

test('An index leads to its documents of its day', async () => {
  renderApp('/ingest');
  const link = within(await screen.findByTestId('indices')).getByRole('link', { name: 'logstash-reports-2026.11.20' });
  expect(link).toHaveAttribute('href', '/discover?index=logstash-reports-2026.11.20&t=2026-11-20');
});

test('Collectors that stopped reporting are named', async () => {
  renderApp('/ingest');
  expect(await screen.findByTestId('ingest-late')).toHaveTextContent('No collector has reported for');
});
