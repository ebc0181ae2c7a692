import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { Link } from './Link';
import { navigate, usePlace } from './location';

function Here() {
  const { path, search } = usePlace();
  return <output>{path + search}</output>;
}

beforeEach(() => navigate('/', { replace: true }));

test('A click on a link changes the place without loading the page', async () => {
  render(
    <>
      <Here />
      <Link href="/discover?t=-7d">Discover</Link>
    </>,
  );
  await userEvent.click(screen.getByRole('link'));
  expect(screen.getByRole('status')).toHaveTextContent('/discover?t=-7d');
});

test('Replacing a place leaves no step in the history', () => {
  const before = window.history.length;
  navigate('/reports', { replace: true });
  expect(window.history.length).toBe(before);
  navigate('/ingest');
  expect(window.history.length).toBe(before + 1);
});

test('Back leads to the place before', async () => {
  render(<Here />);
  navigate('/reports');
  window.history.back();
  expect(await screen.findByText('/')).toBeInTheDocument();
});
