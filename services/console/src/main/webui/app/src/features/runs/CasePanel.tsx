import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { artifactsQuery, sessionQuery, stepsQuery } from '../../api/queries';
import type { Artifact, Run, RunCase, Step } from '../../api/types';
import { Icon } from '../../components/Icon';
import { EmptyState, ErrorState, Skeleton } from '../../components/States';
import { lookOfCase, StatusBadge } from '../../components/Status';
import { Duration } from '../../components/Time';
import { Stage } from './Stage';
import { StepRail } from './StepRail';

/** One case: what it came to, its steps, and the picture after the chosen step. */
export function CasePanel({ run, one }: { run: Run; one: RunCase }) {
  const under = one.lifecycle !== 'finished' && one.lifecycle !== 'queued';
  return (
    <section className="case-panel" aria-labelledby="case-title">
      <header className="case-head">
        <div>
          <h2 id="case-title">{one.title}</h2>
          <p className="case-sub">
            <StatusBadge look={lookOfCase(one)} />
            <span className="faint">
              {one.key} · revision {one.revision}
            </span>
            {one.durationMs != null && <Duration ms={one.durationMs} />}
            {one.reason && <code>{one.reason}</code>}
            {one.session && <EvidenceNote session={one.session} />}
          </p>
        </div>
        {under && one.session && (
          <Link
            to="/sessions/$session/live"
            params={{ session: one.session }}
            className="button button-primary"
          >
            <Icon name="live" /> Watch live
          </Link>
        )}
      </header>
      {one.message && (
        <p className={`finding tone-${lookOfCase(one).tone}`}>
          <Icon name={lookOfCase(one).icon} />
          <span>{one.message}</span>
        </p>
      )}
      {one.session ? (
        <Evidence run={run} one={one} session={one.session} live={one.lifecycle !== 'finished'} />
      ) : (
        <EmptyState title="Not started">
          <p>This case has no session yet.</p>
        </EmptyState>
      )}
    </section>
  );
}

function EvidenceNote({ session }: { session: string }) {
  const facts = useQuery(sessionQuery(session));
  if (!facts.data || facts.data.lifecycle !== 'finished') {
    return null;
  }
  const { state, reason } = facts.data.evidence;
  return (
    <span className="faint" title={reason ?? undefined}>
      evidence {state}
    </span>
  );
}

function Evidence({
  run,
  one,
  session,
  live,
}: {
  run: Run;
  one: RunCase;
  session: string;
  live: boolean;
}) {
  const { step: chosen } = useSearch({ strict: false });
  const navigate = useNavigate();
  const steps = useQuery(stepsQuery(session, live));
  const artifacts = useQuery(artifactsQuery(run.id, live));

  if (steps.isPending) {
    return <Skeleton />;
  }
  if (steps.isError) {
    return <ErrorState error={steps.error} retry={() => void steps.refetch()} />;
  }
  const own = stepsOf(steps.data.items, one);
  if (own.length === 0) {
    return (
      <EmptyState title={live ? 'No steps yet' : 'No steps were recorded'}>
        <p>
          {live
            ? 'They appear here as the agent finishes them.'
            : 'The session ended before its first step.'}
        </p>
      </EmptyState>
    );
  }
  const current = own.find((step) => step.step === chosen) ?? focusOf(own, live);
  const choose = (step: Step) =>
    void navigate({
      to: '/p/$project/runs/$run/cases/$case',
      params: { project: run.project.slug, run: run.id, case: one.key },
      search: { step: step.step },
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="evidence">
      <StepRail steps={own} current={current} choose={choose} />
      <Stage
        step={current}
        screenshot={screenshotOf(current, session, artifacts.data ?? [])}
        said={one.message}
      />
    </div>
  );
}

/** Only the last attempt counts; an earlier epoch's steps are not evidence. */
function stepsOf(steps: Step[], one: RunCase): Step[] {
  const own = steps.filter((step) => step.key === one.key);
  const epoch = Math.max(...own.map((step) => step.epoch ?? 0));
  return own
    .filter((step) => (step.epoch ?? 0) === epoch)
    .sort((a, b) => a.step - b.step);
}

function focusOf(steps: Step[], live: boolean): Step {
  const bad = steps.find((step) => step.outcome && step.outcome !== 'passed');
  const fallback = live ? steps.at(-1) : steps[0];
  return bad ?? fallback ?? steps[0]!;
}

function screenshotOf(step: Step, session: string, artifacts: Artifact[]): Artifact | undefined {
  const own = artifacts.filter((artifact) => artifact.session === session);
  return (
    own.find((artifact) => step.screenshot && artifact.name === step.screenshot) ??
    own.find((artifact) => step.screenshot && artifact.name.endsWith(`/${step.screenshot}`)) ??
    own.find(
      (artifact) =>
        artifact.contentType.startsWith('image/') &&
        artifact.step === step.step &&
        (!artifact.caseKey || artifact.caseKey === step.key),
    )
  );
}
