import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useShortcut, useShortcutList } from './shortcuts';

function Bound({ name, run }: { name: string; run: () => void }) {
  useShortcut('t', name, run);
  return (
    <>
      <input aria-label="text" />
      <output>
        {useShortcutList()
          .map((shortcut) => shortcut.does)
          .join(', ')}
      </output>
    </>
  );
}

test('A key runs while its component is shown and no longer', async () => {
  const run = vi.fn();
  const { unmount } = render(<Bound name="Time" run={run} />);
  expect(screen.getByRole('status')).toHaveTextContent('Time');
  await userEvent.keyboard('t');
  expect(run).toHaveBeenCalledOnce();
  unmount();
  await userEvent.keyboard('t');
  expect(run).toHaveBeenCalledOnce();
});

test('A key typed into a field is text', async () => {
  const run = vi.fn();
  render(<Bound name="Time" run={run} />);
  await userEvent.type(screen.getByLabelText('text'), 'to');
  expect(run).not.toHaveBeenCalled();
});

test('The newest of two components gets the key', async () => {
  const older = vi.fn();
  const newer = vi.fn();
  render(<Bound name="A" run={older} />);
  render(<Bound name="B" run={newer} />);
  await userEvent.keyboard('t');
  expect(newer).toHaveBeenCalledOnce();
  expect(older).not.toHaveBeenCalled();
});
