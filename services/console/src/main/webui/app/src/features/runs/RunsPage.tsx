import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { runsQuery } from '../../api/queries';
import type { Run } from '../../api/types';
import { Banner, EmptyState, ErrorState, Skeleton } from '../../components/States';
import { CountsBar, lookOfRun, StatusBadge } from '../../components/Status';
import { Ago, Elapsed, formatTime } from '../../components/Time';
import { useSteadyRows } from './steadyRows';

const FILTERS: { value: string | undefined; label: string }[] = [
  { value: undefined, label: 'All' },
  { value: 'running', label: 'Running' },
  { value: 'passed', label: 'Passed' },
  { value: 'failed', label: 'Failed' },
  { value: 'error', label: 'Error' },
  { value: 'cancelled', label: 'Cancelled' },
];

export function RunsPage() {
  const { project } = useParams({ from: '/shell/p/$project/runs' });
  const { status } = useSearch({ from: '/shell/p/$project/runs' });
  const runs = useInfiniteQuery(runsQuery(project, status));
  const all = useMemo(() => runs.data?.pages.flatMap((page) => page.items) ?? [], [runs.data]);
  const { rows, waiting, show } = useSteadyRows(all, `${project} ${status ?? ''}`);
  useEffect(() => {
    document.title = 'Runs · Certyn';
  }, []);

  return (
    <>
      <div className="page-head">
        <h1>Runs</h1>
        <Filters project={project} status={status} />
      </div>
      {runs.isRefetchError && (
        <Banner>
          Updates are late. This is how it was at {formatTime(new Date(runs.dataUpdatedAt))}.
        </Banner>
      )}
      {waiting > 0 && (
        <button type="button" className="pill" onClick={show}>
          {waiting === 1 ? '1 new run' : `${waiting} new runs`}
        </button>
      )}
      {runs.isPending ? (
        <Skeleton lines={10} />
      ) : runs.isError && rows.length === 0 ? (
        <ErrorState error={runs.error} retry={() => void runs.refetch()} />
      ) : rows.length === 0 ? (
        <NoRuns project={project} filtered={status !== undefined} />
      ) : (
        <RunTable project={project} rows={rows} />
      )}
      {runs.hasNextPage && (
        <button
          type="button"
          className="button more"
          disabled={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          {runs.isFetchingNextPage ? 'Loading…' : 'Older runs'}
        </button>
      )}
    </>
  );
}

function Filters({ project, status }: { project: string; status: string | undefined }) {
  return (
    <nav className="filters" aria-label="Filter by status">
      {FILTERS.map(({ value, label }) => (
        <Link
          key={label}
          to="/p/$project/runs"
          params={{ project }}
          search={value ? { status: value } : {}}
          activeOptions={{ exact: true, includeSearch: true }}
          className="filter"
          aria-current={value === status ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function NoRuns({ project, filtered }: { project: string; filtered: boolean }) {
  return filtered ? (
    <EmptyState title="No run has this status">
      <p>
        <Link to="/p/$project/runs" params={{ project }} search={{}}>
          Show all runs
        </Link>
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="No runs yet">
      <p>Start the first one:</p>
      <pre className="command">certyn run --suite all --project {project} --environment local</pre>
    </EmptyState>
  );
}

/** Arrow keys, or j and k, walk the rows; Enter follows the link that has the focus. */
function RunTable({ project, rows }: { project: string; rows: Run[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      const typing = (event.target as HTMLElement).matches('input, select, textarea');
      if (!step || typing || event.metaKey || event.ctrlKey || event.altKey) {
        return;
      }
      const links = [...(body.current?.querySelectorAll<HTMLElement>('a.row-link') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, []);

  return (
    <div className="table-frame">
      <table className="table runs">
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col" className="right">
              Run
            </th>
            <th scope="col">Suite</th>
            <th scope="col">Environment</th>
            <th scope="col">Cases</th>
            <th scope="col" className="right">
              Duration
            </th>
            <th scope="col" className="right">
              Created
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((run) => (
            <tr
              key={run.id}
              onClick={() =>
                void navigate({ to: '/p/$project/runs/$run', params: { project, run: run.id } })
              }
            >
              <td>
                <StatusBadge look={lookOfRun(run)} />
              </td>
              <td className="right">
                <Link
                  className="row-link num"
                  to="/p/$project/runs/$run"
                  params={{ project, run: run.id }}
                  onClick={(event) => event.stopPropagation()}
                >
                  #{run.number}
                </Link>
              </td>
              <td>{run.suite ?? <span className="faint">selected cases</span>}</td>
              <td>{run.environment.slug}</td>
              <td>
                <CountsBar counts={run.counts} />
              </td>
              <td className="right">
                <Elapsed from={run.startedAt} to={run.finishedAt} />
              </td>
              <td className="right muted">
                <Ago at={run.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
