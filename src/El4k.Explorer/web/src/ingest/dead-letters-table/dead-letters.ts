import type { IngestOutput } from '../../shared/api/types';

/** Refused events that no dead letter keeps: the queue of dead letters is off, or full. */
export function notKept({ failed, deadLetters }: IngestOutput): number {
  return Math.max(0, failed - deadLetters);
}

/** Whether there is anything to say of an output's dead letters. */
export function hasDeadLetters(output: IngestOutput): boolean {
  return output.deadLetters > 0 || notKept(output) > 0;
}

/** The command that lists an output's dead letters, to be typed where its collector runs. */
export function listCommand({ pipeline, id }: IngestOutput): string {
  return ['el4k dlq list', ...(pipeline === 'main' ? [] : ['--pipeline.id', quoted(pipeline)]), '--plugin', quoted(id)].join(' ');
}

function quoted(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
