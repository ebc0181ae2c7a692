import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key that does something on the page at hand. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names it: `/`, `t`, `?`, `Escape`. */
  readonly key: string;
  readonly does: string;
}

interface Entry extends Shortcut {
  run: () => void;
}

let entries: readonly Entry[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Entry[]): void {
  entries = next;
  listeners.forEach((listener) => listener());
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  // The newest wins: a panel that is open may take a key from the page below it.
  const entry = entries.findLast(({ key }) => key === event.key);
  if (!entry) return;
  event.preventDefault();
  entry.run();
});

/** Binds a key while the component is shown. Keys typed into a field are left alone. */
export function useShortcut(key: string, does: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const entry: Entry = { key, does, run: () => latest.current() };
    set([...entries, entry]);
    return () => set(entries.filter((other) => other !== entry));
  }, [key, does]);
}

/** The keys that work right now, for the cheat sheet. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries,
  );
}
