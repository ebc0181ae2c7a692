import { useSyncExternalStore } from 'react';

/** Where the browser is: a path and its query, both as the address bar has them. */
export interface Place {
  readonly path: string;
  readonly search: string;
}

let current: Place = read();
const listeners = new Set<() => void>();

function read(): Place {
  return { path: window.location.pathname, search: window.location.search };
}

function announce(): void {
  const next = read();
  if (next.path === current.path && next.search === current.search) return;
  current = next;
  listeners.forEach((listener) => listener());
}

window.addEventListener('popstate', announce);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The current place; the component renders again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => current);
}

/** Goes to an address of this app. `replace` is for steps that Back should skip, such as typing. */
export function navigate(href: string, { replace = false }: { replace?: boolean } = {}): void {
  if (href === current.path + current.search) return;
  if (replace) window.history.replaceState(null, '', href);
  else window.history.pushState(null, '', href);
  announce();
}
