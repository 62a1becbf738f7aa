import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Run } from '../../api/types';
import { lookOfCase, StatusBadge } from '../../components/Status';
import { Duration } from '../../components/Time';

/** The cases of a run; j and k walk them, [ and ] go from failure to failure. */
export function CaseList({
  run,
  project,
  current,
}: {
  run: Run;
  project: string;
  current: string | undefined;
}) {
  const cases = run.cases ?? [];
  const navigate = useNavigate();
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).matches('input, select, textarea');
      if (typing || event.metaKey || event.ctrlKey || event.altKey) {
        return;
      }
      const bad = cases.filter((one) => one.outcome && one.outcome !== 'passed');
      const [among, step] =
        event.key === 'j'
          ? [cases, 1]
          : event.key === 'k'
            ? [cases, -1]
            : event.key === ']'
              ? [bad, 1]
              : event.key === '['
                ? [bad, -1]
                : [[], 0];
      const next = among[among.findIndex((one) => one.key === current) + step];
      if (step !== 0 && next) {
        void navigate({
          to: '/p/$project/runs/$run/cases/$case',
          params: { project, run: run.id, case: next.key },
          replace: true,
        });
      }
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, [cases, current, navigate, project, run.id]);

  return (
    <nav className="case-list" aria-label="Cases">
      <ul>
        {cases.map((one) => (
          <li key={one.id}>
            <Link
              to="/p/$project/runs/$run/cases/$case"
              params={{ project, run: run.id, case: one.key }}
              className="case-link"
              aria-current={one.key === current ? 'true' : undefined}
              resetScroll={false}
            >
              <span className="case-title">{one.title}</span>
              <span className="case-meta">
                <StatusBadge look={lookOfCase(one)} />
                {one.attempt > 1 && <span className="tag">attempt {one.attempt}</span>}
                <span className="faint case-duration">
                  {one.durationMs ? <Duration ms={one.durationMs} /> : one.key}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
