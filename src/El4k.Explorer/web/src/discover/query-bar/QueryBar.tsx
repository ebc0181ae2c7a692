import { ActionIcon, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { getJson } from '../../shared/api/client';
import type { QueryCheck } from '../../shared/api/types';
import { useShortcut } from '../../shared/shortcuts/shortcuts';
import { writeQuery } from '../../shared/url/query-string';
import { useView } from '../../shared/url/useView';
import { applyCompletion, completableAt } from './completion';
import classes from './QueryBar.module.css';
import { QueryMessage } from './QueryMessage';
import { QueryText } from './QueryText';
import { useChoices } from './useChoices';

/** The one place to type a query. It says what is wrong and where while one types, and asks on Enter. */
export function QueryBar({ t }: { t: string }) {
  const [view, change] = useView();
  const [text, setText] = useState(view.q);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const [scroll, setScroll] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const messageId = useId();

  useEffect(() => setText(view.q), [view.q]);
  useShortcut('/', 'Write a query', () => input.current?.select());

  const [settled] = useDebouncedValue(text, 200);
  const { data: check } = useQuery({
    queryKey: ['query-check', view.index, settled],
    queryFn: ({ signal }) =>
      getJson<QueryCheck>(
        '/api/query/check',
        writeQuery([
          ['index', view.index],
          ['q', settled],
        ]),
        signal,
      ),
    enabled: settled.trim() !== '',
    retry: false,
  });
  const verdict = settled === text && text.trim() !== '' ? check : undefined;
  const problems = verdict ? (verdict.error ? [verdict.error] : verdict.warnings) : [];

  const target = caret === null ? null : completableAt(text, caret);
  const choices = useChoices(view, t, target);
  const open = choices.length > 0;

  function submit(next = text): void {
    setCaret(null);
    setText(next);
    change({ q: next.trim(), doc: null });
  }

  function accept(choice: string): void {
    if (!target || caret === null) return;
    const done = applyCompletion(text, caret, target, choice);
    setText(done.text);
    setCaret(target.kind === 'field' ? done.caret : null);
    setActive(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(done.caret, done.caret));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const chosen = choices[active];
    if (event.key === 'ArrowDown' && open) setActive((active + 1) % choices.length);
    else if (event.key === 'ArrowUp' && open) setActive((active <= 0 ? choices.length : active) - 1);
    else if (event.key === 'Tab' && open && chosen) accept(chosen);
    else if (event.key === 'Enter') chosen && open ? accept(chosen) : submit();
    else if (event.key === 'Escape') open ? setCaret(null) : input.current?.blur();
    else return;
    event.preventDefault();
  }

  return (
    <div className={classes.bar}>
      <form
        role="search"
        className={classes.field}
        data-invalid={verdict?.ok === false || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <IconSearch size={16} className={classes.icon} aria-hidden="true" />
        <div className={classes.editor}>
          <QueryText text={text} problems={problems} severe={verdict?.ok === false} scroll={scroll} />
          <input
            ref={input}
            className={classes.input}
            value={text}
            placeholder="Search: words, customer:acme, duration:>500, status:[500 TO 599]"
            aria-label="Query"
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={open && active >= 0 ? `${listId}-${active}` : undefined}
            aria-invalid={verdict?.ok === false}
            aria-describedby={problems.length > 0 ? messageId : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-testid="query"
            onChange={(event) => {
              setText(event.target.value);
              setCaret(event.target.selectionStart);
              setActive(-1);
            }}
            onKeyDown={onKeyDown}
            onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
            onBlur={() => setCaret(null)}
          />
        </div>
        {text !== '' && (
          <ActionIcon variant="subtle" color="gray" size={26} aria-label="Clear the query" onClick={() => submit('')}>
            <IconX size={15} />
          </ActionIcon>
        )}
        <Button type="submit" size="compact-sm" variant={text.trim() === view.q ? 'light' : 'filled'}>
          Search
        </Button>
      </form>
      {open && (
        <ul className={classes.choices} role="listbox" id={listId} aria-label="Completions">
          {choices.map((choice, i) => (
            <li
              key={choice}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === active}
              className={classes.choice}
              onMouseDown={(event) => {
                event.preventDefault();
                accept(choice);
              }}
            >
              {choice}
              {target?.kind === 'field' && <span className={classes.hint}>:</span>}
            </li>
          ))}
        </ul>
      )}
      {!open && problems.length > 0 && (
        <QueryMessage id={messageId} problem={problems[0]!} severe={verdict?.ok === false} onTake={submit} />
      )}
    </div>
  );
}
