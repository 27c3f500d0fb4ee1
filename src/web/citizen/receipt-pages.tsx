import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { formatReceiptCode, type ReceiptCode } from '../../domain/receipt-code.ts';
import type { ReceiptText } from '../../domain/text/vi/receipt.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { RECEIPTS_PATH } from '../../service/receipt.ts';
import type { ReceiptProof, ReceiptView } from '../../service/show-receipt.ts';
import { Button } from '../ui/button.tsx';
import { formatCount, formatDay, unitLabel } from '../ui/format.ts';
import { CodePage } from './code-page.tsx';
import { Frame } from './frame.tsx';
import { LEDGER_PATH } from './paths.ts';
import { receiptTextFor } from './text.ts';

interface FormProps {
  readonly locale: Locale;
  readonly typed: string;
  readonly isWrong: boolean;
}

export function receiptFormPage({ locale, typed, isWrong }: FormProps): VNode {
  const text = receiptTextFor(locale);
  return (
    <CodePage
      locale={locale}
      path={RECEIPTS_PATH}
      home="/"
      text={text}
      lead={text.lead}
      typed={typed}
      fault={isWrong ? text.wrongCode : null}
    >
      <p>
        <a href={LEDGER_PATH}>{text.ledgerLink}</a>
      </p>
    </CodePage>
  );
}

interface ReceiptProps {
  readonly locale: Locale;
  readonly code: ReceiptCode;
  readonly view: ReceiptView;
  readonly units: ReadonlyMap<UnitCode, Unit>;
}

/** What became of one response; never an answer, never a salt. */
export function receiptPage(props: ReceiptProps): VNode {
  const { locale, code, view } = props;
  const text = receiptTextFor(locale);
  return (
    <Frame locale={locale} title={titleOf(view, text)} path="/">
      <h1>{titleOf(view, text)}</h1>
      <p>
        {text.code}: <b class="short-code__code">{formatReceiptCode(code)}</b>
      </p>
      <div class="citizen__body">
        <Standing {...props} />
      </div>
      <p class="actions">
        <Button kind="secondary" href={RECEIPTS_PATH}>
          {text.another}
        </Button>
        <Button kind="quiet" href={LEDGER_PATH}>
          {text.ledgerLink}
        </Button>
      </p>
    </Frame>
  );
}

function titleOf({ kind }: ReceiptView, text: ReceiptText): string {
  switch (kind) {
    case 'not-found':
      return text.notFound;
    case 'counted':
      return text.counted;
    case 'withdrawn':
      return text.withdrawn;
    default:
      return assertNever(kind);
  }
}

function Standing({ locale, code, view, units }: ReceiptProps): VNode {
  const text = receiptTextFor(locale);
  switch (view.kind) {
    case 'withdrawn':
      return <p>{text.withdrawnOn(formatDay(view.day, locale))}</p>;
    case 'not-found':
      return (
        <>
          <p>{text.notFoundHint}</p>
          <AskBack locale={locale} code={code} askedBackOn={view.askedBackOn} />
        </>
      );
    case 'counted':
      return (
        <>
          <p>{text.countedOn(unitLabel(view.unitCode, units, locale), formatDay(view.day, locale))}</p>
          {view.proof === null ? <p>{text.notClosed}</p> : <Proof locale={locale} proof={view.proof} />}
          <AskBack locale={locale} code={code} askedBackOn={view.askedBackOn} />
        </>
      );
    default:
      return assertNever(view);
  }
}

function Proof({ locale, proof }: { readonly locale: Locale; readonly proof: ReceiptProof }): VNode {
  const text = receiptTextFor(locale);
  if (!proof.holds) return <p class="notice notice--trouble">{text.proofBroken}</p>;
  const { day, root, leaf, path, position, size } = proof;
  return (
    <>
      <p>{text.underRoot(formatDay(day, locale))}</p>
      <p>
        <code class="hash">{root}</code>
      </p>
      <details>
        <summary>{text.proof}</summary>
        <div class="citizen__body">
          <p class="citizen__hint">{text.proofHint}</p>
          <p>
            {text.leaf}: <code class="hash">{leaf}</code>
          </p>
          <p>{text.position(formatCount(position + 1, locale), formatCount(size, locale))}</p>
          <p>{text.path}:</p>
          <ol>
            {path.map((hash) => (
              <li key={hash}>
                <code class="hash">{hash}</code>
              </li>
            ))}
          </ol>
        </div>
      </details>
    </>
  );
}

interface AskBackProps {
  readonly locale: Locale;
  readonly code: ReceiptCode;
  readonly askedBackOn: string | null;
}

/** Two taps, for what is deleted does not come back. */
function AskBack({ locale, code, askedBackOn }: AskBackProps): VNode {
  const text = receiptTextFor(locale);
  if (askedBackOn !== null) {
    return (
      <div class="notice notice--plain" role="status">
        <p>{text.askedBack(formatDay(askedBackOn, locale))}</p>
        <p>{text.askedBackHint}</p>
      </div>
    );
  }
  return (
    <details class="leave">
      <summary>{text.askBackTitle}</summary>
      <form method="post" action={RECEIPTS_PATH}>
        <p class="citizen__hint" id="ask-back-hint">
          {text.askBackHint} {text.askedBackHint}
        </p>
        <input type="hidden" name="code" value={code} />
        <button class="tap tap--answer" type="submit" name="act" value="ask-back" aria-describedby="ask-back-hint">
          {text.askBack}
        </button>
      </form>
    </details>
  );
}
