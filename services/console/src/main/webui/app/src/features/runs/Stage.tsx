import { useEffect, useRef, useState } from 'react';
import type { Artifact, Step } from '../../api/types';
import { Icon } from '../../components/Icon';
import { lookOfOutcome, STEP_UNDER_WAY, StatusBadge } from '../../components/Status';
import { contentUrl } from './artifacts';

/** The picture after one step, and what the check said. */
export function Stage({
  step,
  screenshot,
  said,
}: {
  step: Step;
  screenshot: Artifact | undefined;
  /** What the case says already; it need not be said twice. */
  said: string | null | undefined;
}) {
  const [large, setLarge] = useState(false);
  const look = step.outcome ? lookOfOutcome(step.outcome) : STEP_UNDER_WAY;
  return (
    <div className="stage">
      {screenshot ? (
        <button
          type="button"
          className="stage-picture"
          onClick={() => setLarge(true)}
          aria-label={`Screenshot after step ${step.step}; show it large`}
        >
          <Picture key={screenshot.id} artifact={screenshot} step={step} />
        </button>
      ) : (
        <div className="stage-picture stage-empty">
          <Icon name="image" size={24} />
          <span>No screenshot of this step</span>
        </div>
      )}
      <div className="stage-caption">
        <p>
          <span className="faint num">Step {step.step}</span> <StatusBadge look={look} />
          {step.reason && <code>{step.reason}</code>}
        </p>
        <p className="stage-text">{step.text}</p>
        {step.message && step.outcome !== 'passed' && step.message !== said && (
          <p className={`finding tone-${look.tone}`}>
            <Icon name={look.icon} />
            <span>{step.message}</span>
          </p>
        )}
        {step.message && step.outcome === 'passed' && <p className="muted">{step.message}</p>}
      </div>
      {large && screenshot && (
        <Large artifact={screenshot} step={step} close={() => setLarge(false)} />
      )}
    </div>
  );
}

function Picture({ artifact, step }: { artifact: Artifact; step: Step }) {
  const [gone, setGone] = useState(false);
  if (gone) {
    return (
      <span className="stage-empty">
        <Icon name="image" size={24} />
        <span>The screenshot could not be loaded</span>
      </span>
    );
  }
  return (
    <img
      src={contentUrl(artifact)}
      alt={`The page after step ${step.step}: ${step.text}`}
      onError={() => setGone(true)}
    />
  );
}

function Large({ artifact, step, close }: { artifact: Artifact; step: Step; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="large" onClose={close} onClick={() => dialog.current?.close()}>
      <Picture artifact={artifact} step={step} />
      <button type="button" className="icon-button large-close" aria-label="Close">
        <Icon name="close" />
      </button>
    </dialog>
  );
}
