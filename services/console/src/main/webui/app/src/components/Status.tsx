import type { Counts, Lifecycle, Outcome, Run, RunCase, Status } from '../api/types';
import { Icon, type IconName } from './Icon';

/** What a status looks like: never by colour alone. */
export interface Look {
  tone: Tone;
  icon: IconName;
  label: string;
}

export type Tone =
  | 'passed'
  | 'failed'
  | 'error'
  | 'blocked'
  | 'inconclusive'
  | 'quiet'
  | 'active';

const OUTCOMES: Record<Outcome, Look> = {
  passed: { tone: 'passed', icon: 'passed', label: 'Passed' },
  failed: { tone: 'failed', icon: 'failed', label: 'Failed' },
  inconclusive: { tone: 'inconclusive', icon: 'inconclusive', label: 'Inconclusive' },
  blocked: { tone: 'blocked', icon: 'blocked', label: 'Blocked' },
  error: { tone: 'error', icon: 'error', label: 'Error' },
  cancelled: { tone: 'quiet', icon: 'cancelled', label: 'Cancelled' },
  skipped: { tone: 'quiet', icon: 'skipped', label: 'Skipped' },
};

const LIFECYCLES: Record<Lifecycle, Look> = {
  queued: { tone: 'quiet', icon: 'queued', label: 'Queued' },
  leased: { tone: 'active', icon: 'running', label: 'Assigned' },
  starting: { tone: 'active', icon: 'running', label: 'Starting' },
  running: { tone: 'active', icon: 'running', label: 'Running' },
  finishing: { tone: 'active', icon: 'running', label: 'Finishing' },
  finished: { tone: 'quiet', icon: 'queued', label: 'Finished' },
};

const STATUSES: Record<Status, Look> = {
  queued: LIFECYCLES.queued,
  running: LIFECYCLES.running,
  passed: OUTCOMES.passed,
  failed: OUTCOMES.failed,
  cancelled: OUTCOMES.cancelled,
  error: OUTCOMES.error,
};

const UNKNOWN: Look = { tone: 'quiet', icon: 'inconclusive', label: 'Unknown' };

/** Cancelling and failing are ways to show a running run, never statuses of their own. */
export function lookOfRun(run: Run): Look {
  if (run.status === 'running' || run.status === 'queued') {
    if (run.cancelling) {
      return { tone: 'quiet', icon: 'running', label: 'Cancelling' };
    }
    if (run.counts.failed > 0) {
      return { tone: 'failed', icon: 'running', label: 'Failing' };
    }
  }
  if (run.status === 'failed' && run.needsReview && run.counts.failed === 0) {
    return { ...OUTCOMES.inconclusive, label: 'Needs review' };
  }
  return STATUSES[run.status] ?? UNKNOWN;
}

export function lookOfCase(one: RunCase): Look {
  return one.outcome ? lookOfOutcome(one.outcome) : (LIFECYCLES[one.lifecycle] ?? UNKNOWN);
}

export function lookOfOutcome(outcome: Outcome): Look {
  return OUTCOMES[outcome] ?? UNKNOWN;
}

export const STEP_UNDER_WAY: Look = LIFECYCLES.running;

export function StatusBadge({ look, large = false }: { look: Look; large?: boolean }) {
  return (
    <span className={`status tone-${look.tone}${large ? ' status-large' : ''}`}>
      <Icon name={look.icon} size={large ? 22 : 16} />
      <span>{look.label}</span>
    </span>
  );
}

const PARTS: { key: Exclude<keyof Counts, 'total'>; tone: Tone }[] = [
  { key: 'passed', tone: 'passed' },
  { key: 'failed', tone: 'failed' },
  { key: 'error', tone: 'error' },
  { key: 'blocked', tone: 'blocked' },
  { key: 'inconclusive', tone: 'inconclusive' },
  { key: 'cancelled', tone: 'quiet' },
  { key: 'skipped', tone: 'quiet' },
];

export function describeCounts(counts: Counts): string {
  const parts = PARTS.filter(({ key }) => counts[key] > 0).map(
    ({ key }) => `${counts[key]} ${key}`,
  );
  const open = openCases(counts);
  if (open > 0) {
    parts.push(`${open} to go`);
  }
  return parts.length === 0 ? 'no cases' : parts.join(', ');
}

export function openCases(counts: Counts): number {
  return counts.total - PARTS.reduce((sum, { key }) => sum + counts[key], 0);
}

/** Outcomes side by side, in proportion; the words are for everybody. */
export function CountsBar({ counts }: { counts: Counts }) {
  const text = describeCounts(counts);
  return (
    <span className="counts">
      <svg className="counts-bar" role="img" aria-label={text} preserveAspectRatio="none">
        <title>{text}</title>
        <rect className="counts-open" width="100%" height="100%" />
        {segments(counts).map(({ key, tone, from, width }) => (
          <rect
            key={key}
            className={`fill-${tone}`}
            x={`${from}%`}
            width={`${width}%`}
            height="100%"
          />
        ))}
      </svg>
      <span className="counts-number">
        {counts.passed}
        <span className="faint">/{counts.total}</span>
      </span>
    </span>
  );
}

function segments(counts: Counts) {
  let from = 0;
  return PARTS.filter(({ key }) => counts[key] > 0).map(({ key, tone }) => {
    const width = (100 * counts[key]) / Math.max(1, counts.total);
    const segment = { key, tone, from, width };
    from += width;
    return segment;
  });
}
