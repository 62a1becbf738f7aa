import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { runQuery, useFollowedRun } from '../../api/queries';
import { isTerminal, type Run } from '../../api/types';
import { CopyButton } from '../../components/CopyButton';
import { Icon } from '../../components/Icon';
import { Banner, ErrorState, Skeleton } from '../../components/States';
import { CountsBar, describeCounts, lookOfRun, StatusBadge } from '../../components/Status';
import { Ago, Elapsed, formatTime } from '../../components/Time';
import { ArtifactList } from './ArtifactList';
import { CancelDialog } from './CancelDialog';
import { CaseList } from './CaseList';
import { CasePanel } from './CasePanel';
import { verdict } from './verdict';
import { WhyQueued } from './WhyQueued';

export function RunPage() {
  const params = useParams({ strict: false });
  const id = params.run ?? '';
  const run = useQuery(runQuery(id));
  const lateSince = useFollowedRun(id, run.data);
  useEffect(() => {
    document.title = run.data
      ? `#${run.data.number} ${lookOfRun(run.data).label} · Certyn`
      : 'Run · Certyn';
  }, [run.data]);

  if (run.isPending) {
    return <Skeleton lines={10} />;
  }
  if (run.isError) {
    return <ErrorState error={run.error} retry={() => void run.refetch()} />;
  }
  return (
    <>
      <RunHead run={run.data} project={params.project ?? run.data.project.slug} />
      {lateSince && (
        <Banner>Updates have been late since {formatTime(lateSince)}. Trying again.</Banner>
      )}
      <WhyQueued run={run.data} />
      <RunBody run={run.data} project={params.project ?? run.data.project.slug} />
    </>
  );
}

function RunHead({ run, project }: { run: Run; project: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <header className="run-head">
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to="/p/$project/runs" params={{ project }}>
          Runs
        </Link>
        <Icon name="chevron" size={12} />
        <span className="num">#{run.number}</span>
        <CopyButton text={run.id} label="Copy the id of the run" />
      </nav>
      <div className="verdict">
        <h1>
          <StatusBadge look={lookOfRun(run)} large />
        </h1>
        <p className="verdict-text" aria-live="polite">
          {verdict(run)}
        </p>
        {!isTerminal(run.status) && !run.cancelling && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            Cancel run…
          </button>
        )}
      </div>
      <dl className="facts">
        <Fact name="Suite">{run.suite ?? 'selected cases'}</Fact>
        <Fact name="Environment">
          <a href={run.environment.baseUrl} target="_blank" rel="noreferrer noopener">
            {run.environment.slug} <Icon name="external" size={12} />
          </a>
        </Fact>
        <Fact name="Cases">
          <CountsBar counts={run.counts} />
          <span className="visually-hidden">{describeCounts(run.counts)}</span>
        </Fact>
        <Fact name="Duration">
          <Elapsed from={run.startedAt} to={run.finishedAt} />
        </Fact>
        <Fact name="Created">
          <Ago at={run.createdAt} />
        </Fact>
        <Fact name="Started by">{starter(run)}</Fact>
        {run.statusReason && (
          <Fact name="Reason">
            <code>{run.statusReason}</code>
          </Fact>
        )}
      </dl>
      {asking && <CancelDialog run={run} close={() => setAsking(false)} />}
    </header>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function starter({ trigger }: Run): string {
  if (trigger.actor.startsWith('account:')) {
    return 'a person';
  }
  return trigger.actor.startsWith('key:') ? 'an API key' : trigger.kind;
}

function RunBody({ run, project }: { run: Run; project: string }) {
  const { case: chosen } = useParams({ strict: false });
  const { tab } = useSearch({ strict: false });
  const cases = run.cases ?? [];
  const current = cases.find((one) => one.key === chosen) ?? focusOf(run);
  const link = { to: '/p/$project/runs/$run', params: { project, run: run.id } } as const;
  return (
    <>
      <nav className="tabs" aria-label="Parts of the run">
        <Link {...link} search={{}} activeOptions={{ exact: true, includeSearch: true }} className="tab" aria-current={tab ? undefined : 'page'}>
          Cases <span className="faint num">{run.counts.total}</span>
        </Link>
        <Link
          {...link}
          search={{ tab: 'artifacts' }}
          activeOptions={{ exact: true, includeSearch: true }}
          className="tab"
          aria-current={tab === 'artifacts' ? 'page' : undefined}
        >
          Artifacts
        </Link>
      </nav>
      {tab === 'artifacts' ? (
        <ArtifactList run={run} />
      ) : (
        <div className="run-body">
          <CaseList run={run} project={project} current={current?.key} />
          {current && <CasePanel key={current.id} run={run} one={current} />}
        </div>
      )}
    </>
  );
}

/** The first failure; while there is none, what is under way; else the first case. */
function focusOf(run: Run) {
  const cases = run.cases ?? [];
  return (
    cases.find((one) => one.outcome === 'failed') ??
    cases.find((one) => one.outcome && one.outcome !== 'passed' && one.outcome !== 'skipped') ??
    cases.find((one) => one.lifecycle === 'running') ??
    cases[0]
  );
}
