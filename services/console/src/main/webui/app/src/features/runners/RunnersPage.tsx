import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { poolsQuery, runnersQuery } from '../../api/queries';
import type { Runner } from '../../api/types';
import { Banner, EmptyState, ErrorState, Skeleton } from '../../components/States';
import { StatusBadge, type Look } from '../../components/Status';
import { Ago, formatTime } from '../../components/Time';

const STATES: Record<Runner['state'], Look> = {
  online: { tone: 'passed', icon: 'passed', label: 'Online' },
  suspect: { tone: 'inconclusive', icon: 'inconclusive', label: 'Suspect' },
  draining: { tone: 'active', icon: 'running', label: 'Draining' },
  offline: { tone: 'quiet', icon: 'cancelled', label: 'Offline' },
};

/** Who runs sessions, how much of it is taken, and until when what drains may go on. */
export function RunnersPage() {
  const runners = useQuery({ ...runnersQuery, staleTime: 0, refetchInterval: 5_000 });
  const pools = useQuery(poolsQuery);
  useEffect(() => {
    document.title = 'Runners · Certyn';
  }, []);
  const names = new Map(pools.data?.items.map((pool) => [pool.id, pool.name]));
  const rows = [...(runners.data?.items ?? [])].sort((a, b) => a.name.localeCompare(b.name));

  return (
    <>
      <div className="page-head">
        <h1>Runners</h1>
      </div>
      {runners.isRefetchError && (
        <Banner>
          Updates are late. This is how it was at {formatTime(new Date(runners.dataUpdatedAt))}.
        </Banner>
      )}
      {runners.isPending ? (
        <Skeleton lines={6} />
      ) : runners.isError && rows.length === 0 ? (
        <ErrorState error={runners.error} retry={() => void runners.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState title="No runners yet">
          <p>A runner joins a pool with a registration token of it.</p>
        </EmptyState>
      ) : (
        <RunnerTable rows={rows} pools={names} />
      )}
      {runners.data?.page.hasMore && <p className="muted">These are the first {rows.length}.</p>}
    </>
  );
}

function RunnerTable({ rows, pools }: { rows: Runner[]; pools: Map<string, string> }) {
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Name</th>
            <th scope="col">Pool</th>
            <th scope="col">Isolation</th>
            <th scope="col">Version</th>
            <th scope="col" className="right">
              Busy
            </th>
            <th scope="col" className="right">
              Last seen
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((runner) => (
            <tr key={runner.id}>
              <td>
                <StatusBadge look={STATES[runner.state]} /> <Drain runner={runner} />
              </td>
              <td title={runner.id}>{runner.name}</td>
              <td>{pools.get(runner.pool) ?? runner.pool}</td>
              <td>{runner.executor}</td>
              <td>{runner.version}</td>
              <td className="right num">
                {runner.busy} of {runner.slots}
              </td>
              <td className="right muted">
                {runner.lastSeen ? <Ago at={runner.lastSeen} /> : 'never'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Drain({ runner }: { runner: Runner }) {
  return runner.drainUntil && runner.busy > 0 ? (
    <span className="muted">
      stops what it runs <Ago at={runner.drainUntil} />
    </span>
  ) : null;
}
