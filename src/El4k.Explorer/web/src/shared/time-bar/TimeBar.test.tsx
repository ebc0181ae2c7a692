import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { addressParams, renderApp } from '../../../dev/render-app';

async function open() {
  const { user, asked } = renderApp('/ingest?t=-7d');
  await user.click(await screen.findByTestId('time-range'));
  return { user, asked, text: await screen.findByTestId('time-text') };
}

test('A range is a click away', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Yesterday' }));
  expect(addressParams().get('t')).toBe('yesterday');
  await waitFor(() => expect(screen.getByTestId('time-range')).toHaveTextContent('Yesterday'));
});

test('A typed range says what it means and is taken by Enter', async () => {
  const { user, text } = await open();
  await user.clear(text);
  await user.type(text, '2026-11-01..2026-11-08');
  expect(await screen.findByText('2026-11-01 00:00:00 – 2026-11-09 00:00:00')).toBeInTheDocument();
  await user.keyboard('{Enter}');
  expect(addressParams().get('t')).toBe('2026-11-01..2026-11-08');
});

test('A range nobody understands is refused in place, with a suggestion', async () => {
  const { user, text } = await open();
  await user.clear(text);
  await user.type(text, 'sometime');
  expect(await screen.findByText(/“sometime” is not a time range/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Use -7d' }));
  expect(text).toHaveValue('-7d');
});

test('The zone goes into the address and to the endpoints', async () => {
  const { user, asked } = await open();
  await user.click(screen.getByRole('radio', { name: 'UTC' }));
  expect(addressParams().get('tz')).toBe('UTC');
  await waitFor(() => expect(asked).toContain('/api/ingest?t=-7d&tz=UTC'));
});

test('Earlier and later move by the span shown', async () => {
  const { user } = renderApp('/ingest?t=2026-11-10..2026-11-11');
  await screen.findByTestId('inputs');
  await user.click(screen.getByRole('button', { name: 'Earlier' }));
  expect(addressParams().get('t')).toBe('2026-11-08T00:00Z..2026-11-10T00:00Z');
});

test('t opens the range from the keyboard', async () => {
  const { user } = renderApp('/ingest');
  await screen.findByTestId('inputs');
  await user.keyboard('t');
  expect(await screen.findByTestId('time-text')).toBeInTheDocument();
});
