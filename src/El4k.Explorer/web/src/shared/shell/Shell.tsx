import { ActionIcon, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Page } from '../../pages';
import { Link } from '../router/Link';
import { usePlace } from '../router/location';
import { ShortcutSheet } from '../shortcuts/ShortcutSheet';
import { TimeBar } from '../time-bar/TimeBar';
import { hrefOf, sharedPart } from '../url/view-state';
import { useView } from '../url/useView';
import { ColorSchemeToggle } from './ColorSchemeToggle';
import { Mark } from './Mark';
import classes from './Shell.module.css';

/** The frame around every page: where one is, which time is shown, and how it looks. */
export function Shell({ pages, children }: { pages: readonly Page[]; children: ReactNode }) {
  const { path } = usePlace();
  const [view] = useView();
  const current = pages.find((page) => (page.path === '/' ? path === '/' : path === page.path || path.startsWith(`${page.path}/`)));
  return (
    <>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <header className={classes.header}>
        <Link href={hrefOf('/', sharedPart(view))} className={classes.brand} aria-label="EL4K, answers">
          <Mark />
          <span>EL4K</span>
        </Link>
        <nav className={classes.nav} aria-label="Pages">
          {pages.map(({ path: target, title, icon: Icon, preload }) => (
            <Link
              key={target}
              href={hrefOf(target, sharedPart(view))}
              className={classes.link}
              onPointerEnter={preload}
              onFocus={preload}
              aria-current={current?.path === target ? 'page' : undefined}
            >
              <Icon size={16} aria-hidden="true" />
              <span>{title}</span>
            </Link>
          ))}
        </nav>
        <div className={classes.time}>
          <TimeBar {...(current?.defaultRange ? { fallback: current.defaultRange } : {})} />
        </div>
        <div className={classes.tools}>
          <ColorSchemeToggle />
          <Tooltip label="Keyboard: press ?">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label="Keyboard shortcuts"
              className={classes.keys}
              onClick={() => window.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))}
            >
              <IconKeyboard size={18} />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <ShortcutSheet />
    </>
  );
}
