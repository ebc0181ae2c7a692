import type { StoreRequest } from '../api/types';

/** A request as a line for a shell. */
export function asCurl(store: string, { method, path, body }: StoreRequest): string {
  const url = store.replace(/\/$/, '') + path;
  const line = `curl -X${method} ${quote(url)}`;
  return body == null ? line : `${line} -H 'content-type: application/json' -d ${quote(JSON.stringify(body))}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
