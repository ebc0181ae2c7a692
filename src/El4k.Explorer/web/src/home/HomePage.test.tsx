import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../../dev/render-app';

const week = '?t=2026-11-18T12:00Z..2026-11-25T12:00Z';

test('The first page answers the five questions with a sentence and three rows', async () => {
  renderApp(`/${week}`);
  await waitFor(() => expect(screen.getAllByTestId('answer')).toHaveLength(5));
  const cards = screen.getAllByTestId('answer-card');
  expect(cards.map((card) => card.dataset['report'])).toEqual([
    'most-used',
    'database',
    'time-per-api',
    'time-per-customer',
    'unusual-users',
  ]);
  const database = within(cards[1]!);
  expect(database.getByTestId('answer')).toHaveTextContent(/^initech used \d+ % of all database time/);
  expect(database.getAllByRole('listitem')).toHaveLength(3);
});

test('Every row leads to its documents and every card to its report, in the same range', async () => {
  renderApp(`/${week}`);
  await waitFor(() => expect(screen.getAllByTestId('answer')).toHaveLength(5));
  const links = within(screen.getAllByTestId('answer-card')[1]!).getAllByRole('link');
  expect(links[0]).toHaveAttribute('href', `/discover?f=customer:initech&t=2026-11-18T12:00Z..2026-11-25T12:00Z`);
  expect(links.at(-1)).toHaveAttribute('href', `/reports/database${week}`);
});

test('A failing report says so in its card', async () => {
  renderApp('/?index=broken-*');
  await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(5));
  expect(screen.getAllByRole('alert')[0]).toHaveTextContent('all shards failed');
});

test('A store that is away is named with its address', async () => {
  renderApp('/?index=down-*');
  expect(await screen.findByTestId('error')).toHaveTextContent('http://127.0.0.1:9200');
});

test('The pages keep the range of the address', async () => {
  renderApp('/?t=-7d&tz=UTC');
  expect(await screen.findByRole('link', { name: 'Discover' })).toHaveAttribute('href', '/discover?t=-7d&tz=UTC');
});
