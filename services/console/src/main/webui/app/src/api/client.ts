import type { Problem } from './types';

/** An answer of 4xx or 5xx, or none at all. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

interface Options {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The body and the headers of a good answer; 304 counts as one, without a body. */
export async function request(
  path: string,
  options: Options = {},
): Promise<{ status: number; etag: string | null; body: unknown }> {
  const response = await send(path, options);
  if (!response.ok && response.status !== 304) {
    throw new ApiError(await problemOf(response));
  }
  const hasBody = response.status !== 204 && response.status !== 304;
  const body: unknown = hasBody ? await response.json() : undefined;
  return { status: response.status, etag: response.headers.get('ETag'), body };
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const { body } = await request(path, signal ? { signal } : {});
  return body as T;
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const answer = await request(path, { method: 'POST', body });
  return answer.body as T;
}

async function send(path: string, { method = 'GET', body, headers, signal }: Options) {
  const init: RequestInit = {
    method,
    headers: {
      Accept: 'application/json',
      // Any value will do: a foreign page cannot send the header at all.
      ...(method === 'GET' ? {} : { 'X-Certyn-CSRF': '1' }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    credentials: 'same-origin',
    cache: 'no-store',
  };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
  }
  if (signal) {
    init.signal = signal;
  }
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    throw new ApiError({
      type: '/problems/unreachable',
      title: 'Certyn cannot be reached',
      detail: 'The connection failed. Is the installation running?',
      status: 0,
      code: 'unreachable',
      retryable: true,
    });
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: `The server answered ${response.status}`,
    status: response.status,
    code: 'unknown',
    retryable: response.status >= 500,
  };
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
