import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { IconCalendar, IconChevronLeft, IconChevronRight, IconPlayerPause, IconRefresh } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { writeInstant } from '../format/time';
import { useShortcut } from '../shortcuts/shortcuts';
import { useStatus } from '../status/useStatus';
import { useView } from '../url/useView';
import { nameOf } from './ranges';
import classes from './TimeBar.module.css';
import { TimePopover } from './TimePopover';
import { useAutoRefresh } from './useAutoRefresh';
import { useRange } from './useRange';

interface TimeBarProps {
  /** The range of a page that has a default of its own. */
  fallback?: string;
}

/** The range every number on the page is about, in one place on all pages. */
export function TimeBar({ fallback }: TimeBarProps) {
  const [view, change] = useView();
  const [opened, setOpened] = useState(false);
  const [refreshMs, setRefreshMs] = useAutoRefresh();
  const { data: status } = useStatus(view.index);
  const t = view.t ?? fallback ?? status?.defaultRange ?? '-24h';
  const { data: range, error } = useRange(t, view.tz);
  const busy = useIsFetching() > 0;
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries();

  useShortcut('t', 'Choose the time range', () => setOpened(true));
  useShortcut('r', 'Refresh', refresh);

  function shift(direction: -1 | 1): void {
    if (!range) return;
    const from = Date.parse(range.from);
    const span = Date.parse(range.to) - from;
    change({ t: `${writeInstant(from + direction * span)}..${writeInstant(from + direction * span + span)}` });
  }

  return (
    <div className={classes.bar} role="group" aria-label="Time range">
      <Tooltip label="Earlier">
        <ActionIcon variant="default" size={34} aria-label="Earlier" onClick={() => shift(-1)} className={classes.step} data-side="left">
          <IconChevronLeft size={16} />
        </ActionIcon>
      </Tooltip>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width="auto" trapFocus shadow="md" withinPortal>
        <Popover.Target>
          <Button
            variant="default"
            className={classes.range}
            leftSection={<IconCalendar size={16} />}
            onClick={() => setOpened(!opened)}
            data-testid="time-range"
            aria-haspopup="dialog"
            aria-expanded={opened}
            data-invalid={error ? true : undefined}
          >
            {range?.label && range.label !== t ? range.label : nameOf(t)}
            {view.tz && <span className={classes.zone}>{view.tz}</span>}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={0} className={classes.dropdown}>
          <TimePopover
            t={t}
            range={range}
            all={status?.data?.t}
            refreshMs={refreshMs}
            onRefreshMs={setRefreshMs}
            onChoose={(next) => {
              change({ t: next });
              setOpened(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <Tooltip label="Later">
        <ActionIcon variant="default" size={34} aria-label="Later" onClick={() => shift(1)} className={classes.step} data-side="right">
          <IconChevronRight size={16} />
        </ActionIcon>
      </Tooltip>
      {refreshMs > 0 && (
        <Tooltip label={`Refreshing every ${refreshMs / 1000} s. Stop.`}>
          <ActionIcon variant="light" size={34} aria-label="Stop refreshing" onClick={() => setRefreshMs(0)}>
            <IconPlayerPause size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="Refresh">
        <ActionIcon
          variant="default"
          size={34}
          aria-label="Refresh"
          onClick={refresh}
          data-busy={busy || undefined}
          className={classes.refresh}
        >
          <IconRefresh size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
