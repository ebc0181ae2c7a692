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

test('Dead letters are shown with the last reason and the command that lists them', async () => {
  renderApp('/ingest');
  const row = await screen.findByTestId('dead-letter-output');
  expect(row).toHaveTextContent(/elasticsearch_1.*main.*collector-a/);
  expect(within(row).getByTestId('dead-letter-count')).toHaveTextContent(/^1\d$/);
  expect(within(row).getByTestId('dead-letter-reason')).toHaveTextContent('failed to parse field [duration]');
  expect(row).toHaveTextContent('el4k dlq list --plugin elasticsearch_1');
  expect(screen.getByTestId('ingest-failed')).toHaveTextContent('kept as dead letters');
});

test('What was done with personal data is shown by field, kind and action', async () => {
  renderApp('/ingest');
  const rows = await screen.findAllByTestId('personal-data-count');
  expect(rows.map((row) => row.textContent)).toEqual([
    'messageemailmask1,284',
    'context.useremailhash960',
    'client_ipiphash412',
    'payment.cardcarddrop37',
  ]);
});

test('Without dead letters and personal data nothing is said of them', async () => {
  renderApp('/ingest?t=-15m');
  await screen.findByTestId('outputs');
  expect(screen.queryByTestId('dead-letters')).toBeNull();
  expect(screen.queryByTestId('personal-data')).toBeNull();
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
