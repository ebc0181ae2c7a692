import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { browserZone } from '../api/params';
import { ApiError } from '../api/client';
import type { TimeRange } from '../api/types';
import { formatInstant } from '../format/time';
import { useView } from '../url/useView';
import { AbsoluteRange } from './AbsoluteRange';
import { calendarRanges, refreshChoices, relativeRanges, type QuickRange } from './ranges';
import classes from './TimePopover.module.css';
import { useRange } from './useRange';

interface TimePopoverProps {
  t: string;
  range: TimeRange | undefined;
  /** A range that covers all data there is. */
  all: string | undefined;
  refreshMs: number;
  onRefreshMs: (ms: number) => void;
  onChoose: (t: string) => void;
}

/** All ways to say a range: one click, calendar, typed, two dates; and the zone and the pace of asking again. */
export function TimePopover({ t, range, all, refreshMs, onRefreshMs, onChoose }: TimePopoverProps) {
  const [view, change] = useView();
  const [text, setText] = useState(t);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const check = useRange(settled, view.tz);
  const zone = view.tz ?? browserZone;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim()) onChoose(text.trim());
  }

  return (
    <div className={classes.popover} role="dialog" aria-label="Time range">
      <div className={classes.quick}>
        <QuickList title="Relative" ranges={relativeRanges} chosen={t} onChoose={onChoose} />
        <QuickList
          title="Calendar"
          ranges={all ? [...calendarRanges, { t: all, label: 'All data' }] : calendarRanges}
          chosen={t}
          onChoose={onChoose}
        />
      </div>
      <div className={classes.exact}>
        <form onSubmit={submit}>
          <TextInput
            label="Type a range"
            size="sm"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder="-7d, last week, 2026-11-01..now"
            error={check.error ? <Refusal error={check.error} onTake={setText} /> : undefined}
            data-testid="time-text"
            data-autofocus
            spellCheck={false}
            rightSectionWidth={64}
            rightSection={
              <Button type="submit" size="compact-xs" variant="light" disabled={Boolean(check.error)}>
                Apply
              </Button>
            }
          />
          <p className={classes.meaning} aria-live="polite">
            {check.data
              ? `${formatInstant(Date.parse(check.data.from), zone, { millis: false })} – ${formatInstant(Date.parse(check.data.to), zone, { millis: false })}`
              : ' '}
          </p>
        </form>
        <AbsoluteRange range={range} zone={zone} onChoose={onChoose} />
        <div className={classes.setting}>
          <span id="zone-label">Time zone</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="zone-label"
            value={view.tz === null ? 'browser' : 'utc'}
            onChange={(value) => change({ tz: value === 'utc' ? 'UTC' : null })}
            data={[
              { value: 'browser', label: browserZone === 'UTC' ? 'Browser' : browserZone.replace('_', ' ') },
              { value: 'utc', label: view.tz && view.tz !== 'UTC' ? view.tz : 'UTC' },
            ]}
          />
        </div>
        <div className={classes.setting}>
          <span id="refresh-label">Auto refresh</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="refresh-label"
            value={String(refreshMs)}
            onChange={(value) => onRefreshMs(Number(value))}
            data={[...refreshChoices]}
          />
        </div>
      </div>
    </div>
  );
}

function QuickList({
  title,
  ranges,
  chosen,
  onChoose,
}: {
  title: string;
  ranges: readonly QuickRange[];
  chosen: string;
  onChoose: (t: string) => void;
}) {
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>
        {ranges.map(({ t, label }) => (
          <li key={label}>
            <button type="button" className={classes.choice} aria-pressed={t === chosen} onClick={() => onChoose(t)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Refusal({ error, onTake }: { error: Error; onTake: (text: string) => void }) {
  const suggestion = error instanceof ApiError ? error.problem.suggestion : null;
  return (
    <>
      {error.message}{' '}
      {suggestion && (
        <button type="button" className={classes.suggestion} onClick={() => onTake(suggestion)}>
          Use {suggestion}
        </button>
      )}
    </>
  );
}
