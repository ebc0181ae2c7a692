import { Kbd, Modal } from '@mantine/core';
import { useState } from 'react';
import { useShortcut, useShortcutList } from './shortcuts';
import classes from './ShortcutSheet.module.css';

const names: Record<string, string> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

/** The cheat sheet behind `?`: the keys that work on the page at hand. */
export function ShortcutSheet() {
  const [opened, setOpened] = useState(false);
  const shortcuts = useShortcutList();
  useShortcut('?', 'Show this list', () => setOpened(true));
  const shown = new Map(shortcuts.map((shortcut) => [shortcut.key, shortcut.does]));
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Keyboard" size="sm" centered>
      <dl className={classes.list}>
        {[...shown].map(([key, does]) => (
          <div key={key} className={classes.row}>
            <dt>
              <Kbd>{names[key] ?? key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.licences}>
        EL4K is free under Apache-2.0. <a href="/licenses.txt">Licences of the parts this page is built from</a>
      </p>
    </Modal>
  );
}
