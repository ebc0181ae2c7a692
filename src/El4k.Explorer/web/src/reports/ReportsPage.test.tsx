import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { addressParams, renderApp } from '../../dev/render-app';

const week = '?t=2026-11-18T12:00Z..2026-11-25T12:00Z';

test('A report gives its answer, ranked rows with share, change and percentiles, and a total', async () => {
  renderApp(`/reports/database${week}`);
  expect(await screen.findByTestId('report-answer')).toHaveTextContent(/^initech used/);
  const heads = within(screen.getByTestId('report-table'))
    .getAllByRole('columnheader')
    .map((head) => head.textContent);
  expect(heads).toEqual(['Customer', 'Database time', 'Share', 'Change', 'Runs', 'Average', 'p50', 'p95', 'Over time']);
  const rows = screen.getAllByTestId('report-row');
  expect(rows.map((row) => row.dataset['label']).slice(0, 2)).toEqual(['initech', 'acme']);
  expect(rows[0]).toHaveTextContent(/\d+ m \d+ s.*\d %.*[+−±].*%/);
  expect(screen.getByTestId('report-row-total')).toHaveTextContent('All');
});

test('A click on a row shows its documents in Discover', async () => {
  const { user } = renderApp(`/reports/database${week}`);
  const row = (await screen.findAllByTestId('report-row')).find(({ dataset }) => dataset['label'] === 'Wayne, Bruce & Sons')!;
  await user.click(within(row).getAllByRole('cell')[1]!);
  expect(window.location.pathname).toBe('/discover');
  expect(addressParams().get('f')).toBe('customer:"Wayne, Bruce & Sons"');
  expect(await screen.findByTestId('pill')).toHaveTextContent('customer is Wayne, Bruce & Sons');
});

test('Without a name the first report is shown, and the others are a click away', async () => {
  const { user } = renderApp(`/reports${week}`);
  expect(await screen.findByTestId('report')).toHaveAttribute('data-report', 'most-used');
  await user.click(screen.getAllByTestId('report-link').find(({ dataset }) => dataset['report'] === 'unusual-users')!);
  expect(await screen.findByText(/median absolute deviations/)).toBeInTheDocument();
  expect(window.location.pathname).toBe('/reports/unusual-users');
});

test('Filters narrow a report', async () => {
  renderApp(`/reports/most-used${week}&f=report:payroll`);
  expect(await screen.findAllByTestId('report-row')).toHaveLength(1);
  expect(screen.getByTestId('pill')).toHaveTextContent('report is payroll');
});

test('A query of the address narrows a report and can be taken away', async () => {
  const { user } = renderApp(`/reports/most-used${week}&q=payroll`);
  expect(await screen.findAllByTestId('report-row')).toHaveLength(1);
  expect(screen.getByTestId('query-pill')).toHaveTextContent('query payroll');
  await user.click(screen.getByRole('button', { name: 'Remove the query' }));
  await waitFor(() => expect(screen.getAllByTestId('report-row').length).toBeGreaterThan(5));
});

test('A report without rows says why', async () => {
  renderApp(`/reports/database${week}&index=old-*`);
  expect(await screen.findByTestId('report-answer')).toHaveTextContent('No document in this range has a field customer.');
  expect(screen.getByTestId('report-empty')).toHaveTextContent('Nothing to rank');
});

test('A range nobody understands is corrected by a click', async () => {
  const { user } = renderApp('/reports/database?t=sometime');
  await user.click(await screen.findByRole('button', { name: 'Use -7d' }));
  expect(addressParams().get('t')).toBe('-7d');
  expect(await screen.findByTestId('report-answer')).toBeInTheDocument();
});

test('A report nobody knows leads back', async () => {
  renderApp(`/reports/nothing${week}`);
  expect(await screen.findByTestId('error')).toHaveTextContent('There is no report nothing.');
});
