import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { TimeRange } from '../api/types';
import { formatInstant } from '../format/time';
import classes from './TimePopover.module.css';

interface AbsoluteRangeProps {
  range: TimeRange | undefined;
  zone: string;
  onChoose: (t: string) => void;
}

/** From and to, picked from a calendar; they start at the range that holds. */
export function AbsoluteRange({ range, zone, onChoose }: AbsoluteRangeProps) {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const start = from ?? local(range?.from, zone);
  const end = to ?? local(range?.to, zone);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (start && end) onChoose(`${start}..${end}`);
  }

  return (
    <form className={classes.absolute} onSubmit={submit}>
      <label className={classes.label}>
        From
        <input className={classes.date} type="datetime-local" value={start} max={end} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label className={classes.label}>
        To
        <input className={classes.date} type="datetime-local" value={end} min={start} onChange={(event) => setTo(event.target.value)} />
      </label>
      <Button type="submit" size="compact-sm" variant="default" disabled={!start || !end || start >= end}>
        Show
      </Button>
    </form>
  );
}

function local(instant: string | undefined, zone: string): string {
  return instant ? formatInstant(Date.parse(instant), zone).slice(0, 16).replace(' ', 'T') : '';
}
