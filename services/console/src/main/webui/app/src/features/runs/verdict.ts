import { openCases } from '../../components/Status';
import type { Counts, Run } from '../../api/types';

/** One sentence that says how the run went, or how far it is. */
export function verdict(run: Run): string {
  const { counts } = run;
  switch (run.status) {
    case 'queued':
      return run.cancelling ? 'The run is being cancelled.' : 'Waiting for a runner.';
    case 'running':
      return running(run);
    case 'passed':
      return passed(run);
    case 'failed':
      return counts.failed > 0
        ? `${cases(counts.failed, counts)} failed${alsoNot(counts)}.`
        : `No case failed, but ${open(counts)} for a human to decide.`;
    case 'error':
      return broken(run);
    case 'cancelled':
      return `The run was cancelled after ${counts.total - counts.cancelled - openCases(counts)} of ${counts.total} cases.`;
  }
}

function running(run: Run): string {
  const { counts } = run;
  const done = counts.total - openCases(counts);
  const so = counts.failed > 0 ? `${counts.failed} failed so far` : 'none failed so far';
  const progress = `${done} of ${counts.total} cases done, ${so}.`;
  return run.cancelling ? `The run is being cancelled; ${progress}` : progress;
}

function passed({ counts, statusReason }: Run): string {
  const all = counts.passed === 1 && counts.total === 1 ? 'The case passed' : `All ${counts.passed} cases passed`;
  const some = `${counts.passed} of ${counts.total} cases passed`;
  const sentence = counts.passed === counts.total ? all : some;
  return statusReason === 'PASSED_WITH_RETRY'
    ? `${sentence}, not all at the first attempt.`
    : `${sentence}.`;
}

function broken({ counts, statusReason }: Run): string {
  switch (statusReason) {
    case 'CASES_BLOCKED':
      return `${cases(counts.blocked, counts)} could not be tried; the product was not judged.`;
    case 'RUN_DEADLINE':
      return 'The run did not finish before its deadline; the product was not judged.';
    case 'NO_CASES_SELECTED':
      return 'No case was selected, so nothing was checked.';
    default:
      return `${cases(counts.error, counts)} broke on our side; the product was not judged.`;
  }
}

function alsoNot(counts: Counts): string {
  const others = counts.error + counts.blocked + counts.inconclusive;
  return others > 0 ? `, ${others} more could not be judged` : '';
}

function open(counts: Counts): string {
  const many = counts.inconclusive + counts.cancelled;
  return many === 1 ? 'one case is' : `${many} cases are`;
}

function cases(many: number, counts: Counts): string {
  return counts.total === 1 ? 'The case' : `${many} of ${counts.total} cases`;
}
