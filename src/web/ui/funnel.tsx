import type { VNode } from 'preact';

export interface FunnelStep {
  readonly key: string;
  readonly label: string;
  /** What the step means, in a few words. */
  readonly hint: string;
  readonly count: number;
  /** Null when it may not be shown. */
  readonly shown: string | null;
  /** "63,2 %" of "số đã mời": over the step before, and its interval. */
  readonly rate: { readonly value: string; readonly of: string; readonly range: string } | null;
}

interface FunnelProps {
  readonly steps: readonly FunnelStep[];
  readonly hidden: string;
}

/** Steps of a process as bars on one scale, each with its count and its share of the step before. */
export function Funnel({ steps, hidden }: FunnelProps): VNode {
  const most = Math.max(1, ...steps.map((step) => step.count));
  return (
    <ol class="funnel">
      {steps.map((step) => (
        <li class="funnel__step" key={step.key}>
          <span class="funnel__label">
            {step.label}
            <small>{step.hint}</small>
          </span>
          <Bar share={step.shown === null ? 0 : step.count / most} />
          <span class="funnel__count">{step.shown ?? hidden}</span>
          <span class="funnel__rate">
            <b>{step.rate?.value}</b> {step.rate?.of} <small>{step.rate?.range}</small>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Bar({ share }: { readonly share: number }): VNode {
  return (
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar__track" width="100" height="1" />
      <rect class="bar__fill" width={share > 0 ? Math.max(share * 100, 0.4) : 0} height="1" />
    </svg>
  );
}
