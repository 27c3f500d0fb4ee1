import type { VNode } from 'preact';

interface BubbleProps {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** A message as a chat shows it; nothing on it can be tapped. */
export function Bubble({ text, buttons }: BubbleProps): VNode {
  return (
    <div class="bubble">
      {text.split(/\n+/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {buttons.map((label) => (
        <p class="bubble__button" key={label}>
          {label}
        </p>
      ))}
    </div>
  );
}
