import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queueQuery } from '../../api/queries';
import { isTerminal, type Run } from '../../api/types';
import { Banner } from '../../components/States';

const PATIENCE_MS = 10_000;

/** What keeps a session of the run in the queue, once one has waited long enough to wonder. */
export function WhyQueued({ run }: { run: Run }) {
  const waits =
    !isTerminal(run.status) && (run.cases ?? []).some((one) => one.lifecycle === 'queued');
  return waits ? <Cause key={run.id} run={run} /> : null;
}

function Cause({ run }: { run: Run }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const left = Date.parse(run.createdAt) + PATIENCE_MS - Date.now();
    const timer = setTimeout(() => setLate(true), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [run.createdAt]);
  const queue = useQuery({ ...queueQuery(run.id), enabled: isLate });
  if (!queue.data || queue.isError) {
    return null;
  }
  const { message, position, ahead, etaSeconds } = queue.data;
  return (
    <Banner quiet>
      Waiting: {message}{' '}
      <span className="num">
        Position {position}, {ahead} ahead
        {etaSeconds == null ? '' : `, about ${etaSeconds} s`}.
      </span>
    </Banner>
  );
}
