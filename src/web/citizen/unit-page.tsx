import type { VNode } from 'preact';
import { unitPageText as en } from '../../domain/text/en/unit-page.ts';
import { unitPageText as vi, type UnitPageText } from '../../domain/text/vi/unit-page.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Unit } from '../../domain/unit.ts';
import { formatUnit } from '../ui/format.ts';
import { CodePage } from './code-page.tsx';
import { Message } from './frame.tsx';

function textFor(locale: Locale): UnitPageText {
  return locale === 'vi' ? vi : en;
}

interface UnitPageProps {
  readonly unit: Unit;
  readonly locale: Locale;
  /** What was typed and is no code; null at first. */
  readonly typed: string | null;
}

/** Where a citizen enters the code of a dossier. */
export function unitPage({ unit, locale, typed }: UnitPageProps): VNode {
  const text = textFor(locale);
  return (
    <CodePage
      locale={locale}
      path={`/u/${unit.code}`}
      text={text}
      lead={text.lead(formatUnit(unit, locale))}
      typed={typed ?? ''}
      fault={typed === null ? null : text.malformed}
    >
      <p class="quiet">{text.privacy}</p>
    </CodePage>
  );
}

/** The same for every code. */
export function codeTakenPage(unit: Unit, locale: Locale): VNode {
  const text = textFor(locale);
  const path = `/u/${unit.code}`;
  return (
    <Message locale={locale} title={text.answered} path={path}>
      <p>{text.answer}</p>
      <p>{text.noMessage}</p>
      <p>
        <a href={path}>{text.again}</a>
      </p>
    </Message>
  );
}

export function noUnitPage(locale: Locale, path: string): VNode {
  const text = textFor(locale);
  return (
    <Message locale={locale} title={text.unknown} path={path}>
      <p>{text.unknownBody}</p>
    </Message>
  );
}
