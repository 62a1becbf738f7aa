import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { runQuery, sessionQuery, stepsQuery } from '../../api/queries';
import type { Lifecycle, Outcome, Run, Session } from '../../api/types';
import { Icon } from '../../components/Icon';
import { ErrorState, Skeleton } from '../../components/States';
import { lookOfOutcome, STEP_UNDER_WAY } from '../../components/Status';
import { Duration } from '../../components/Time';
import { LiveStream, type LiveState, type LiveStep, type Meta } from './liveStream';

/** The picture of a session while it runs. Watching changes nothing there. */
export function LivePage() {
  const { session: id } = useParams({ from: '/shell/sessions/$session/live' });
  const session = useQuery(sessionQuery(id));
  const run = useQuery({
    ...runQuery(session.data?.run ?? ''),
    enabled: session.data !== undefined,
  });
  useEffect(() => {
    document.title = 'Live · Certyn';
  }, []);

  if (session.isPending) {
    return <Skeleton lines={8} />;
  }
  if (session.isError) {
    return <ErrorState error={session.error} retry={() => void session.refetch()} />;
  }
  return <Watch key={id} session={session.data} run={run.data} />;
}

function Watch({ session, run }: { session: Session; run: Run | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const live = useLive(session.id, session.lifecycle === 'finished', canvas);
  const steps = useSteps(session, live.steps);
  const over = session.lifecycle === 'finished' || live.state.kind === 'ended';
  const title = run?.cases?.find((one) => one.session === session.id)?.title;
  const key = session.cases[0]?.key;

  return (
    <>
      <header className="live-head">
        <nav className="crumbs" aria-label="Breadcrumb">
          {run && (
            <>
              <Link to="/p/$project/runs" params={{ project: run.project.slug }}>
                Runs
              </Link>
              <Icon name="chevron" size={12} />
              <Link
                to="/p/$project/runs/$run"
                params={{ project: run.project.slug, run: run.id }}
                className="num"
              >
                #{run.number}
              </Link>
              <Icon name="chevron" size={12} />
            </>
          )}
          <span>Live</span>
        </nav>
        <h1>{title ?? key ?? 'Session'}</h1>
      </header>
      <div className="live">
        <div className="window">
          <div className="window-bar">
            <StatePill state={over ? { kind: 'ended' } : live.state} />
            <span className="window-url" title={live.meta?.title}>
              {live.meta?.url ?? run?.environment.baseUrl ?? ''}
            </span>
            <span className="faint num window-rate">
              {live.state.kind === 'live' && live.rate > 0 ? `${live.rate} fps` : ''}
            </span>
          </div>
          <div className="screen">
            <canvas
              ref={canvas}
              width={1280}
              height={720}
              role="img"
              aria-label={live.meta ? `Live picture of ${live.meta.title}` : 'Live picture'}
            />
            <Cover
              state={over ? { kind: 'ended' } : live.state}
              lifecycle={session.lifecycle}
              drawn={live.drawn}
              withheld={live.withheld}
              run={run}
              caseKey={key}
            />
          </div>
        </div>
        <aside className="live-steps" aria-label="Steps">
          <h2>Steps</h2>
          {steps.length === 0 ? (
            <p className="faint">They appear here as the agent goes.</p>
          ) : (
            <LiveSteps steps={steps} />
          )}
        </aside>
      </div>
      <p className="faint live-note">
        Watching only: nobody can click or type in the session from here.
      </p>
    </>
  );
}

function useLive(
  session: string,
  over: boolean,
  canvas: React.RefObject<HTMLCanvasElement | null>,
) {
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  const [meta, setMeta] = useState<Meta>();
  const [steps, setSteps] = useState<LiveStep[]>([]);
  const [withheld, setWithheld] = useState(false);
  const [drawn, setDrawn] = useState(false);
  const [rate, setRate] = useState(0);
  const frames = useRef<number[]>([]);

  const draw = useCallback(
    (picture: ImageBitmap) => {
      const target = canvas.current;
      if (!target) {
        return;
      }
      if (target.width !== picture.width || target.height !== picture.height) {
        target.width = picture.width;
        target.height = picture.height;
      }
      target.getContext('2d')?.drawImage(picture, 0, 0);
      setDrawn(true);
      frames.current.push(performance.now());
    },
    [canvas],
  );

  useEffect(() => {
    if (over) {
      return;
    }
    const stream = new LiveStream(session, {
      // Most states repeat with every picture; only a change is news.
      state: (next) => setState((last) => (last.kind === next.kind ? last : next)),
      draw,
      meta: setMeta,
      step: (step) => setSteps((known) => merged(known, step)),
      privacy: setWithheld,
    });
    stream.start();
    const timer = setInterval(() => {
      const since = performance.now() - 2_000;
      frames.current = frames.current.filter((at) => at > since);
      setRate(Math.round(frames.current.length / 2));
    }, 1_000);
    return () => {
      clearInterval(timer);
      stream.close();
    };
  }, [session, over, draw]);

  return { state, meta, steps, withheld, drawn, rate };
}

function merged(known: LiveStep[], step: LiveStep): LiveStep[] {
  const at = known.findIndex((one) => one.step === step.step && one.key === step.key);
  if (at < 0) {
    return [...known, step];
  }
  // A joiner gets recent events again: a step that is finished stays finished.
  if (known[at]?.state === 'finished' && step.state === 'started') {
    return known;
  }
  return known.with(at, step);
}

/** What was stored before we came, and what we heard since. */
function useSteps(session: Session, heard: LiveStep[]): LiveStep[] {
  const stored = useQuery(stepsQuery(session.id, session.lifecycle !== 'finished'));
  const known: LiveStep[] = (stored.data?.items ?? [])
    .filter((step) => (step.epoch ?? session.epoch) === session.epoch)
    .map((step) => ({ ...step, state: 'finished' }));
  return heard
    .reduce(merged, known)
    .toSorted((a, b) => a.key.localeCompare(b.key) || a.step - b.step);
}

function LiveSteps({ steps }: { steps: LiveStep[] }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Only the list: the page itself stays where it is.
    const frame = list.current?.parentElement;
    frame?.scrollTo({ top: frame.scrollHeight });
  }, [steps.length]);
  return (
    <ol className="steps" ref={list} aria-live="polite">
      {steps.map((step) => {
        const look = step.outcome ? lookOfOutcome(step.outcome as Outcome) : STEP_UNDER_WAY;
        return (
          <li key={`${step.key} ${step.step}`} className="step step-still">
            <span className={`step-icon tone-${look.tone}`}>
              <Icon name={look.icon} />
              <span className="visually-hidden">{look.label}:</span>
            </span>
            <span className="step-text">
              {step.text}
              {step.message && step.outcome !== 'passed' && (
                <span className={`step-message tone-${look.tone}`}>{step.message}</span>
              )}
            </span>
            <span className="faint step-duration">
              {step.durationMs != null && <Duration ms={step.durationMs} />}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const PILLS: Record<LiveState['kind'], string> = {
  connecting: 'Connecting',
  waiting: 'Waiting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  ended: 'Ended',
  refused: 'Not available',
};

function StatePill({ state }: { state: LiveState }) {
  return (
    <span className={`live-pill live-${state.kind}`} role="status">
      <span className="live-dot" aria-hidden="true" />
      {PILLS[state.kind]}
    </span>
  );
}

const WAITING: Partial<Record<Lifecycle, string>> = {
  queued: 'The session waits for a free runner.',
  leased: 'A runner has taken the session.',
  starting: 'The browser is starting.',
  finishing: 'The session is finishing; its evidence is being stored.',
};

/** Lies over the picture when there is none, or when it is no longer true. */
function Cover({
  state,
  lifecycle,
  drawn,
  withheld,
  run,
  caseKey,
}: {
  state: LiveState;
  lifecycle: Lifecycle;
  drawn: boolean;
  withheld: boolean;
  run: Run | undefined;
  caseKey: string | undefined;
}) {
  if (state.kind === 'live') {
    return withheld ? (
      <div className="cover">
        <p>The picture is withheld while something private is on the screen.</p>
      </div>
    ) : null;
  }
  if (state.kind === 'refused') {
    return (
      <div className="cover">
        <p>{state.error.message}</p>
      </div>
    );
  }
  if (state.kind === 'ended') {
    return (
      <div className="cover">
        <p className="cover-title">The session has ended</p>
        {run && caseKey && (
          <Link
            className="button button-primary"
            to="/p/$project/runs/$run/cases/$case"
            params={{ project: run.project.slug, run: run.id, case: caseKey }}
          >
            See what it found
          </Link>
        )}
      </div>
    );
  }
  if (state.kind === 'reconnecting') {
    return (
      <div className={`cover ${drawn ? 'cover-thin' : ''}`}>
        <p>The connection was lost. This is the last picture; a new one will come.</p>
      </div>
    );
  }
  return (
    <div className="cover">
      <p>{WAITING[lifecycle] ?? 'Waiting for the first picture.'}</p>
    </div>
  );
}
