import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { Subscription } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { peopleTextFor } from './text.ts';

export interface Letters extends Pick<Subscription, 'digest' | 'alerts'> {
  /** False: no mail server is set. */
  readonly canSend: boolean;
}

/** Which letters somebody wants; none until they say so. */
export function LettersForm({ letters, locale }: { readonly letters: Letters; readonly locale: Locale }): VNode {
  const text = peopleTextFor(locale).mail;
  return (
    <form class="panel form" method="post" action="/console/account/mail">
      <h2>{text.title}</h2>
      <p class="quiet">{text.note}</p>
      {letters.canSend ? null : <p>{text.noServer}</p>}
      <Choice name="digest" label={text.digest} isOn={letters.digest} />
      <Choice name="alerts" label={text.alerts} isOn={letters.alerts} />
      <p class="actions">
        <Button kind="secondary">{text.save}</Button>
      </p>
    </form>
  );
}

interface ChoiceProps {
  readonly name: 'digest' | 'alerts';
  readonly label: string;
  readonly isOn: boolean;
}

function Choice({ name, label, isOn }: ChoiceProps): VNode {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="on" checked={isOn} />
      <span>{label}</span>
    </label>
  );
}
