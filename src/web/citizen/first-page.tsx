import type { VNode } from 'preact';
import { chatText } from '../../domain/text/chat-text.ts';
import { consentWords, formatted, wordApology } from '../../domain/text/word-opening.ts';
import type { Prompt } from '../../service/show-survey.ts';
import { Frame } from './frame.tsx';
import { PageForm, QuietRow, Tap, taps } from './tap.tsx';
import { citizenTextFor } from './text.ts';

interface FirstPageProps {
  readonly view: Prompt;
  readonly path: string;
  readonly nonce: string;
}

/** Who asks, how long, that it is voluntary, who cannot see it, what is never asked, and how to tell us from a scam. */
export function firstPage(props: FirstPageProps): VNode {
  const { locale } = props.view;
  return (
    <Frame locale={locale} title={citizenTextFor(locale).title} path={props.path}>
      <FirstBody {...props} />
    </Frame>
  );
}

/** The page without what stands around every page. */
export function FirstBody({ view, path, nonce }: FirstPageProps): VNode {
  const { locale, facts, buttons } = view;
  const { invite } = chatText(locale);
  const text = citizenTextFor(locale);
  const isGentle = facts.bereavement || facts.outcome !== 'issued';
  const begin = taps(buttons, ['begin']);
  return (
    <>
      {facts.late ? <Apology view={view} /> : null}
      <h1>{facts.bereavement ? invite.condolence(facts.unitName) : invite.greeting(facts.unitName)}</h1>
      <div class="citizen__body">
        <p>{invite.news(facts.dossierTail, facts.outcome, formatted(facts.returnedOn, locale))}</p>
        <p>{isGentle ? invite.askGently(view.total) : invite.ask(view.total)}</p>
        <ul class="promises">
          {[...consentWords('web', locale), text.savedAsTapped].map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
        <ShortCode view={view} />
      </div>
      <PageForm path={path} locale={locale} nonce={nonce}>
        {begin.map((button) => (
          <Tap key={button.payload} button={button} kind="primary" />
        ))}
        <QuietRow buttons={taps(buttons, ['wrong-dossier', 'stop'])} />
      </PageForm>
    </>
  );
}

/** Before, and apart from, the invitation. */
function Apology({ view }: { readonly view: Prompt }): VNode {
  return (
    <section class="citizen__apology" aria-labelledby="apology">
      <h2 id="apology">{citizenTextFor(view.locale).apologyTitle}</h2>
      <p>{wordApology(view.facts, view.locale)}</p>
    </section>
  );
}

function ShortCode({ view }: { readonly view: Prompt }): VNode {
  const text = citizenTextFor(view.locale);
  return (
    <div class="short-code">
      <p>
        {text.shortCode}: <strong class="short-code__code">{view.facts.shortCode}</strong>
      </p>
      <p class="short-code__hint">{text.compareCode}</p>
    </div>
  );
}
