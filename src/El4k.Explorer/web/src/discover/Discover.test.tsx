import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { addressParams, renderApp } from '../../dev/render-app';

const week = '/discover?t=2026-11-18T12:00Z..2026-11-25T12:00Z';

test('Documents are counted, drawn and listed, newest first', async () => {
  renderApp(week);
  const total = Number((await screen.findByTestId('total')).dataset['total']);
  expect(total).toBeGreaterThan(500);
  const bars = screen.getAllByTestId('histogram-bar');
  expect(bars.reduce((sum, bar) => sum + Number(bar.dataset['count']), 0)).toBe(total);
  const hits = await screen.findAllByTestId('hit');
  expect(hits[0]).toHaveTextContent(/2026-11-25/);
  expect(hits.length).toBeLessThan(60);
});

test('A click on a top value filters, shows a pill and writes the address', async () => {
  const { user } = renderApp(week);
  await user.click((await screen.findAllByTestId('field')).find((field) => field.dataset['field'] === 'customer')!);
  const value = (await screen.findAllByTestId('top-value'))[0]!;
  const count = value.dataset['count']!;
  await user.click(within(value).getByTestId('filter-for'));
  expect(screen.getByTestId('pill')).toHaveTextContent('customer is acme');
  expect(addressParams().getAll('f')).toEqual(['customer:acme']);
  await screen.findByText(Number(count).toLocaleString('en-US'), { selector: '[data-testid=total]' });
});

test('A pill is turned round, switched off and removed', async () => {
  const { user } = renderApp(`${week}&f=customer:acme`);
  const menu = async (item: RegExp) => {
    await user.click(within(await screen.findByTestId('pill')).getByRole('button', { name: /^customer/ }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  };
  await menu(/Leave out/);
  expect(addressParams().get('f')).toBe('-customer:acme');
  await menu(/Switch off/);
  expect(addressParams().get('f')).toBe('~-customer:acme');
  await user.click(screen.getByRole('button', { name: /Remove the filter/ }));
  expect(screen.queryByTestId('pill')).not.toBeInTheDocument();
  expect(addressParams().has('f')).toBe(false);
});

test('The keyboard selects bars and zooms into them', async () => {
  const { user } = renderApp(week);
  const bars = await screen.findAllByTestId('histogram-bar');
  bars[0]!.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}{Enter}');
  expect(addressParams().get('t')).toMatch(/^2026-11-18T18:00Z\.\.2026-11-19T00:00Z$/);
});

test('Dragging over bars zooms into them', async () => {
  renderApp(week);
  const plot = await screen.findByTestId('histogram');
  const x = (bar: number) => 40 + bar * ((800 - 44) / 57) + 2;
  fireEvent.pointerDown(plot, { button: 0, clientX: x(10), pointerId: 1 });
  fireEvent.pointerMove(plot, { clientX: x(12), pointerId: 1 });
  fireEvent.pointerUp(plot, { clientX: x(12), pointerId: 1 });
  const [from, to] = addressParams().get('t')!.split('..').map(Date.parse) as [number, number];
  expect(to - from).toBe(3 * 3 * 3_600_000);
});

test('A wrong query is underlined in place, and its correction is a click away', async () => {
  const { user } = renderApp(week);
  await user.type(await screen.findByTestId('query'), 'status:[[500 TO 599');
  const message = await screen.findByTestId('query-message');
  expect(message).toHaveTextContent('The closing bracket of the range is missing.');
  expect(screen.getByTestId('query')).toHaveAttribute('aria-invalid', 'true');
  expect(within(screen.getByTestId('query-problem')).getByText('[500 TO 599', { selector: 'mark' })).toBeInTheDocument();
  await user.click(within(message).getByRole('button'));
  expect(addressParams().get('q')).toBe('status:[500 TO 599]');
});

test('A query that was sent and refused is an error, never an empty list', async () => {
  renderApp(`${week}&q=a%5E2`);
  expect(await screen.findByTestId('error')).toHaveTextContent('Boosts (^) are not supported.');
  expect(screen.queryByTestId('empty-range')).not.toBeInTheDocument();
});

test('Field names are completed while one writes', async () => {
  const { user } = renderApp(week);
  await screen.findAllByTestId('field');
  await user.type(screen.getByTestId('query'), 'cust');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(screen.getByTestId('query')).toHaveValue('customer:');
});

test('Columns are added from the fields, sorted, moved and removed', async () => {
  const { user } = renderApp(`${week}&cols=report`);
  const fields = await screen.findByTestId('fields');
  await user.click(await within(fields).findByRole('button', { name: 'Show duration as a column' }));
  expect(addressParams().get('cols')).toBe('report,duration');
  const sortBy = (name: string) => screen.getAllByTestId('sort').find((button) => button.dataset['field'] === name)!;
  await user.click(sortBy('duration'));
  expect(addressParams().get('sort')).toBe('-duration');
  await user.click(screen.getByRole('button', { name: 'Column duration' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Move left' }));
  expect(addressParams().get('cols')).toBe('duration,report');
  await user.click(within(fields).getByRole('button', { name: 'Remove the column report' }));
  expect(addressParams().get('cols')).toBe('duration');
});

test('A cell filters for and out of its value', async () => {
  const { user } = renderApp(`${week}&cols=customer`);
  await user.click((await screen.findAllByTestId('cell'))[0]!);
  await user.click(await screen.findByTestId('cell-filter-out'));
  expect(addressParams().get('f')).toMatch(/^-customer:/);
});

test('j and k walk through the documents, Escape closes the panel', async () => {
  const { user } = renderApp(week);
  const [first, second] = (await screen.findAllByTestId('hit')).map((hit) => hit.dataset['id']!);
  await user.keyboard('j');
  expect(await screen.findByTestId('document-panel')).toHaveTextContent(first!);
  await user.keyboard('j');
  expect(addressParams().get('doc')).toContain(second);
  await user.keyboard('k');
  expect(addressParams().get('doc')).toContain(first);
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('document-panel')).not.toBeInTheDocument();
});

test('The panel shows every field, filters by it, and shows the JSON', async () => {
  const { user } = renderApp(week);
  await user.click(within((await screen.findAllByTestId('hit'))[0]!).getByTitle('Open the document'));
  const panel = await screen.findByTestId('document-panel');
  const customer = (await within(panel).findAllByTestId('document-field')).find((row) => row.dataset['field'] === 'customer')!;
  await user.click(within(customer).getByTestId('filter-exists'));
  expect(addressParams().get('f')).toBe('customer:*');
  await user.click(within(panel).getByRole('radio', { name: 'JSON' }));
  expect(within(panel).getByTestId('document-json')).toHaveTextContent('"service": "reports"');
});

test('An empty range leads to where the data is', async () => {
  const { user } = renderApp(`${week}&index=old-*`);
  expect(await screen.findByTestId('empty-range')).toHaveTextContent('The newest event is from 2015-05-20');
  await user.click(screen.getByTestId('show-elsewhere'));
  expect(addressParams().get('t')).toBe('2015-05-17..2015-05-20');
});

test('Nothing that matches leads back to everything', async () => {
  const { user } = renderApp(`${week}&q=nowhere&f=customer:nobody`);
  expect(await screen.findByTestId('empty-range')).toHaveTextContent('No document at any time fits');
  await user.click(screen.getByRole('button', { name: 'Remove query and filters' }));
  expect(await screen.findAllByTestId('hit')).not.toHaveLength(0);
});

test('An empty store shows how to send the first event', async () => {
  renderApp('/discover?index=empty-*');
  expect(await screen.findByTestId('first-event')).toHaveTextContent('nc -q1 127.0.0.1 9601');
});

test('A store that fails says so and can be asked again', async () => {
  renderApp('/discover?index=broken-*');
  const error = await screen.findByTestId('error', {}, { timeout: 4000 });
  expect(error).toHaveTextContent('all shards failed');
  expect(within(error).getByRole('button', { name: 'Try again' })).toBeInTheDocument();
});

test('The histogram has a table with the same numbers', async () => {
  const { user } = renderApp(`${week}&split=customer&compare=previous`);
  const bars = await screen.findAllByTestId('histogram-bar');
  await user.click(screen.getByRole('button', { name: 'Show as a table' }));
  const rows = within(screen.getByTestId('histogram-table')).getAllByRole('row');
  expect(rows).toHaveLength(bars.length + 1);
  expect(rows[0]).toHaveTextContent('TimeDocumentsBeforeacme');
});

test('What was asked of the store can be looked at and copied', async () => {
  const { user } = renderApp(week);
  await user.click(await screen.findByTestId('inspect'));
  expect(await screen.findByText('POST /logstash-*/_search')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy as curl' })).toBeInTheDocument();
});
