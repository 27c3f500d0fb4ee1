import type { VNode } from 'preact';
import { chatText } from '../../domain/text/chat-text.ts';
import type { Prompt } from '../../service/show-survey.ts';
import type { Leave } from './submission.ts';
import { citizenTextFor } from './text.ts';

/**
 * The way out, on every page that asks something. It takes two taps, for what it deletes does not come back. Where the
 * page asks about deleting, only stopping is left to offer.
 */
export function LeaveSurvey({ locale, asks, isPhone }: Pick<Prompt, 'locale' | 'asks' | 'isPhone'>): VNode {
  const text = citizenTextFor(locale);
  const { stop, discardYes } = chatText(locale).buttons;
  const isDeleting = asks === 'confirm-discard';
  return (
    <details class="leave">
      <summary>{isDeleting ? text.stop : text.leave}</summary>
      <p class="citizen__hint" id="leave-hint">
        {isDeleting ? text.stopHint : text.leaveHint}
        {isPhone ? ` ${text.stopsForGood}` : null}
      </p>
      <LeaveButton leave="stop">{stop}</LeaveButton>
      {isDeleting ? null : <LeaveButton leave="delete">{discardYes}</LeaveButton>}
    </details>
  );
}

function LeaveButton({ leave, children }: { readonly leave: Leave; readonly children: string }): VNode {
  return (
    <button class="tap tap--answer" type="submit" name="leave" value={leave} aria-describedby="leave-hint">
      {children}
    </button>
  );
}
