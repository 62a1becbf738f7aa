import { useRef } from 'react';
import type { Step } from '../../api/types';
import { Icon } from '../../components/Icon';
import { lookOfOutcome, STEP_UNDER_WAY } from '../../components/Status';
import { Duration } from '../../components/Time';

/** The steps in order, in their sections; up and down walk them while the rail has the focus. */
export function StepRail({
  steps,
  current,
  choose,
}: {
  steps: Step[];
  current: Step;
  choose: (step: Step) => void;
}) {
  const list = useRef<HTMLOListElement>(null);

  const walk = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by && steps[steps.indexOf(current) + by];
    if (next) {
      event.preventDefault();
      choose(next);
      const at = steps.indexOf(next);
      list.current?.querySelectorAll<HTMLElement>('button')[at]?.focus();
    }
  };
  return (
    <ol className="steps" ref={list} onKeyDown={walk} aria-label="Steps">
      {steps.map((step, at) => {
        const look = step.outcome ? lookOfOutcome(step.outcome) : STEP_UNDER_WAY;
        const heading = steps[at - 1]?.section !== step.section ? step.section : undefined;
        return (
          <li key={step.step}>
            {heading && <p className="steps-section">{heading}</p>}
            <button
              type="button"
              className="step"
              aria-current={step === current ? 'step' : undefined}
              onClick={() => choose(step)}
            >
              <span className={`step-icon tone-${look.tone}`} title={look.label}>
                <Icon name={look.icon} />
                <span className="visually-hidden">{look.label}:</span>
              </span>
              <span className="step-text">{step.text}</span>
              <span className="faint step-duration">
                {step.durationMs != null && <Duration ms={step.durationMs} />}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
