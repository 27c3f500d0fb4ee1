import type { VNode } from 'preact';
import { BACK_CHECK_QUESTIONS, SAID, type BackCheckQuestion } from '../../domain/back-check.ts';
import type { Locale } from '../../domain/locale.ts';
import { chatText } from '../../domain/text/chat-text.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, FaultSummary } from '../ui/field.tsx';
import { pageTextFor } from '../ui/format.ts';
import { Frame, Message } from './frame.tsx';
import { backCheckTextFor } from './text.ts';

export type Chosen = Readonly<Record<BackCheckQuestion, string>>;

interface AskingProps {
  readonly locale: Locale;
  readonly path: string;
  /** "UBND phường …" */
  readonly agency: string;
  readonly shortCode: string;
  readonly chosen: Chosen;
  /** Sent without an answer to each. */
  readonly isIncomplete: boolean;
}

/** Both questions with nothing chosen beforehand. */
export function backCheckPage({ locale, path, agency, shortCode, chosen, isIncomplete }: AskingProps): VNode {
  const text = backCheckTextFor(locale);
  const { backCheck, invite } = chatText(locale);
  const missing = isIncomplete ? BACK_CHECK_QUESTIONS.filter((question) => chosen[question] === '') : [];
  const faults = missing.map((field) => ({ field, message: text.missing, label: backCheck[field] }));
  return (
    <Frame locale={locale} title={isIncomplete ? pageTextFor(locale).fault(text.title) : text.title} path={path}>
      <FaultSummary faults={faults} locale={locale} />
      <h1>{text.title}</h1>
      <p>{backCheck.hello(agency)}</p>
      <p class="quiet">
        {backCheck.apart} {invite.neverAsked} {invite.shortCode(shortCode)}
      </p>
      <form class="citizen__body" method="post" action={path} novalidate>
        {BACK_CHECK_QUESTIONS.map((question) => (
          <ChoiceField
            key={question}
            id={question}
            label={backCheck[question]}
            value={chosen[question]}
            faults={faults}
            options={SAID[question].map((said) => ({ value: said, label: backCheck.said[said] }))}
          />
        ))}
        <p class="actions">
          <Button>{text.submit}</Button>
        </p>
      </form>
    </Frame>
  );
}

/** The same whatever was answered. */
export function backCheckThanksPage({ locale, path }: Pick<AskingProps, 'locale' | 'path'>): VNode {
  return (
    <Message locale={locale} title={backCheckTextFor(locale).thanksTitle} path={path}>
      <p>{chatText(locale).backCheck.thanks}</p>
    </Message>
  );
}

/** For every link that leads nowhere, or nowhere any more. */
export function backCheckOverPage({ locale, path }: Pick<AskingProps, 'locale' | 'path'>): VNode {
  const text = backCheckTextFor(locale);
  return (
    <Message locale={locale} title={text.overTitle} path={path}>
      <p>{text.over}</p>
    </Message>
  );
}
