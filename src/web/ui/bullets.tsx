import type { VNode } from 'preact';

/** Sentences as a list. */
export function Bullets({ lines }: { readonly lines: readonly string[] }): VNode {
  return (
    <ul class="bullets">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** How the figures of a page are made, one line a rule, for those who want to know. */
export function MethodDetails({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): VNode {
  return (
    <details class="method">
      <summary>{title}</summary>
      <Bullets lines={lines} />
    </details>
  );
}
