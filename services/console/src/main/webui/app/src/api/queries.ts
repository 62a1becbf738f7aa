import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, get, request } from './client';
import {
  isTerminal,
  type Artifact,
  type Explanation,
  type List,
  type Me,
  type Pool,
  type Project,
  type Run,
  type Runner,
  type Session,
  type Step,
} from './types';

const PAGE = 50;
const LONGEST_LIST = 40;

const enc = encodeURIComponent;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/api/v1/me', signal),
  staleTime: 60_000,
});

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => get<List<Project>>('/api/v1/projects?limit=200', signal),
  staleTime: 30_000,
});

/** Seldom asked again: how runners isolate their sessions is settled as they start. */
export const runnersQuery = queryOptions({
  queryKey: ['runners'],
  queryFn: ({ signal }) => get<List<Runner>>('/api/v1/runners?limit=200', signal),
  staleTime: 300_000,
  retry: false,
});

export const poolsQuery = queryOptions({
  queryKey: ['pools'],
  queryFn: ({ signal }) => get<List<Pool>>('/api/v1/runner-pools?limit=200', signal),
  staleTime: 30_000,
});

export const runsQuery = (project: string, status: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['runs', project, status ?? ''],
    queryFn: ({ signal, pageParam }) => {
      const filter = status ? `&status=${enc(status)}` : '';
      const cursor = pageParam ? `&cursor=${enc(pageParam)}` : '';
      return get<List<Run>>(
        `/api/v1/projects/${enc(project)}/runs?limit=${PAGE}${filter}${cursor}`,
        signal,
      );
    },
    initialPageParam: '',
    getNextPageParam: (last) => (last.page.hasMore ? (last.page.next ?? undefined) : undefined),
    maxPages: LONGEST_LIST,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((run) => !isTerminal(run.status)))
        ? 2_000
        : 5_000,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => get<Run>(`/api/v1/runs/${enc(id)}`, signal),
    staleTime: Infinity,
  });

/** Answers 404 as soon as no session of the run waits any more. */
export const queueQuery = (run: string) =>
  queryOptions({
    queryKey: ['queue', run],
    queryFn: ({ signal }) => get<Explanation>(`/api/v1/queue/explain?run=${enc(run)}`, signal),
    refetchInterval: 5_000,
    retry: false,
  });

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: ({ signal }) => get<Session>(`/api/v1/sessions/${enc(id)}`, signal),
    refetchInterval: (query) => (query.state.data?.lifecycle === 'finished' ? false : 2_000),
  });

export const stepsQuery = (session: string, live: boolean) =>
  queryOptions({
    queryKey: ['steps', session],
    queryFn: ({ signal }) =>
      get<List<Step>>(`/api/v1/sessions/${enc(session)}/steps?limit=200`, signal),
    refetchInterval: live ? 1_500 : false,
  });

export const artifactsQuery = (run: string, live: boolean) =>
  queryOptions({
    queryKey: ['artifacts', run],
    queryFn: ({ signal }) => allArtifacts(run, signal),
    refetchInterval: live ? 4_000 : false,
  });

/** A few pages at most: a run of many cases has thousands, and more help nobody here. */
async function allArtifacts(run: string, signal: AbortSignal): Promise<Artifact[]> {
  const items: Artifact[] = [];
  let cursor = '';
  for (let page = 0; page < 10; page++) {
    const list = await get<List<Artifact>>(
      `/api/v1/runs/${enc(run)}/artifacts?limit=200${cursor}`,
      signal,
    );
    items.push(...list.items);
    if (!list.page.hasMore || !list.page.next) {
      break;
    }
    cursor = `&cursor=${enc(list.page.next)}`;
  }
  return items;
}

/**
 * Follows a run by parked requests until it is over: the server answers when the version changes.
 * Tells since when updates are missing, if they are.
 */
export function useFollowedRun(id: string, known: Run | undefined): Date | undefined {
  const client = useQueryClient();
  const [lateSince, setLateSince] = useState<Date>();
  const follow = known !== undefined && !isTerminal(known.status);

  useEffect(() => {
    if (!follow) {
      setLateSince(undefined);
      return;
    }
    const stop = new AbortController();
    void followRun(id, stop.signal, {
      current: () => client.getQueryData(runQuery(id).queryKey),
      changed: (run) => {
        client.setQueryData(runQuery(id).queryKey, run);
        setLateSince(undefined);
      },
      late: () => setLateSince((since) => since ?? new Date()),
    });
    return () => stop.abort();
  }, [client, id, follow]);

  return lateSince;
}

interface Follower {
  current: () => Run | undefined;
  changed: (run: Run) => void;
  late: () => void;
}

async function followRun(id: string, signal: AbortSignal, follower: Follower): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const run = follower.current();
    if (run && isTerminal(run.status)) {
      return;
    }
    const begin = performance.now();
    try {
      const answer = await request(`/api/v1/runs/${enc(id)}?wait=30s`, {
        headers: run ? { 'If-None-Match': `"v${run.version}"` } : {},
        signal,
      });
      failures = 0;
      if (answer.status === 200) {
        follower.changed(answer.body as Run);
      } else if (run) {
        follower.changed(run);
      }
      // A server that does not park must not be asked in a tight loop.
      await pause(Math.max(0, 300 - (performance.now() - begin)), signal);
    } catch (error) {
      if (signal.aborted || (error instanceof ApiError && error.status === 401)) {
        return;
      }
      failures += 1;
      follower.late();
      await pause(Math.min(10_000, 500 * 2 ** failures), signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
