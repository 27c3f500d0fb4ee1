import { Bullets } from '../ui/bullets.tsx';
import type { VNode } from 'preact';
import { ConsoleFrame, type Visit } from './frame.tsx';
import type { ConsoleParts } from './parts.ts';
import { dailyTextFor } from './text.ts';
import { whenSent } from './when-sent.ts';

/** For a clerk to read out, or to turn the screen: it knows no citizen and no dossier. */
export function helpPage(visit: Visit, policy: Awaited<ReturnType<ConsoleParts['policy']>>): VNode {
  const text = dailyTextFor(visit.locale).help;
  return (
    <ConsoleFrame {...visit} title={text.title} page={null}>
      <h1>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      <div class="panel">
        <h2>{text.when}</h2>
        <p>{whenSent(policy, visit.locale)}</p>
      </div>
      <List title={text.why} lines={text.reasons} />
      <List title={text.what} lines={text.steps} />
      <p>{text.cannot}</p>
    </ConsoleFrame>
  );
}

function List({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): VNode {
  return (
    <div class="panel">
      <h2>{title}</h2>
      <Bullets lines={lines} />
    </div>
  );
}
