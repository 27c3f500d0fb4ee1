import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { VERIFY_PATH } from '../../service/check-message.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { CodePage } from './code-page.tsx';
import { Frame } from './frame.tsx';
import { verifyTextFor } from './text.ts';

interface VerifyProps {
  readonly locale: Locale;
  readonly publicUrl: string;
  /** What was typed and is no code; null at first. */
  readonly typed: string | null;
}

/** Where the code of a message is entered, and how true messages look. */
export function verifyPage({ locale, publicUrl, typed }: VerifyProps): VNode {
  const text = verifyTextFor(locale);
  return (
    <CodePage
      locale={locale}
      path={VERIFY_PATH}
      text={text}
      lead={text.lead}
      typed={typed ?? ''}
      fault={typed === null ? null : text.malformed}
    >
      <TrueMessage locale={locale} publicUrl={publicUrl} />
    </CodePage>
  );
}

interface VerdictProps {
  readonly locale: Locale;
  readonly publicUrl: string;
  readonly code: string;
  readonly isOurs: boolean;
}

/** The same for all codes that went out, and the same for all others. */
export function verdictPage({ locale, publicUrl, code, isOurs }: VerdictProps): VNode {
  const text = verifyTextFor(locale);
  const title = isOurs ? text.ours : text.notOurs;
  return (
    <Frame locale={locale} title={title} path={VERIFY_PATH}>
      <h1>{title}</h1>
      <p>
        {text.code}: <b class="short-code__code">{code}</b>
      </p>
      <Notice kind={isOurs ? 'good' : 'attention'}>
        {(isOurs ? text.oursBody : text.notOursBody).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      <TrueMessage locale={locale} publicUrl={publicUrl} />
      <p class="actions">
        <Button kind="secondary" href={VERIFY_PATH}>
          {text.again}
        </Button>
      </p>
    </Frame>
  );
}

function TrueMessage({ locale, publicUrl }: Pick<VerifyProps, 'locale' | 'publicUrl'>): VNode {
  const text = verifyTextFor(locale);
  return (
    <section class="citizen__body" aria-labelledby="true-message">
      <h2 id="true-message">{text.trueTitle}</h2>
      <ul class="promises">
        {text.signs(`${publicUrl}/`).map((sign) => (
          <li key={sign}>{sign}</li>
        ))}
      </ul>
      <p>{text.otherwise}</p>
    </section>
  );
}
