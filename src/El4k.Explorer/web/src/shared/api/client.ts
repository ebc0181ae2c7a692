import type { ApiProblem } from './types';

/** A request that failed, with what to tell the person and where in their input the cause lies. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: ApiProblem;

  constructor(status: number, problem: ApiProblem) {
    super(problem.message);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }

  /** True when asking again may help: the store was busy, away or broken. False when the question itself is wrong. */
  get transient(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** Asks one endpoint. Rejects with {@link ApiError}, or with an AbortError once `signal` fires. */
export async function getJson<T>(path: string, params: URLSearchParams | string, signal?: AbortSignal): Promise<T> {
  const query = params.toString();
  let response: Response;
  try {
    response = await fetch(query ? `${path}?${query}` : path, {
      headers: { accept: 'application/json' },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, problem('The explorer does not answer. Is it still running?'));
  }
  if (!response.ok) throw new ApiError(response.status, await readProblem(response));
  return (await response.json()) as T;
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const fallback = problem(`The explorer answered ${response.status} ${response.statusText}`.trim() + '.');
  const body: unknown = await response.json().catch(() => null);
  const error = (body as { error?: Partial<ApiProblem> } | null)?.error;
  return error?.message ? { ...fallback, ...error, message: error.message } : fallback;
}

function problem(message: string): ApiProblem {
  return { message, parameter: null, position: null, length: null, suggestion: null };
}
