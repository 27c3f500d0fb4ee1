import type { VNode } from 'preact';
import { LOCALES } from '../../../domain/locale.ts';
import type { Survey } from '../../../domain/survey.ts';
import { SENT_TEXTS } from '../../../domain/text/sent-text.ts';
import { wordSent, type Sending } from '../../../service/surveys/sent-texts.ts';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { may } from '../policy.ts';
import { Bubble } from '../surveys/bubble.tsx';
import { settingsTextFor } from './text.ts';

export interface TextsProps extends Pick<Sending, 'publicUrl' | 'complaintPhone'> {
  readonly survey: Survey;
}

/** What citizens are sent, in both languages beside each other; nobody changes it here. */
export function textsPage(visit: Visit, props: TextsProps): VNode {
  const { locale, viewer } = visit;
  const { texts: text } = settingsTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page="settings">
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <p>
        {text.fixed} {may(viewer, 'edit-surveys') ? <a href="/console/surveys">{text.surveys}</a> : null}
      </p>
      {SENT_TEXTS.map((which) => (
        <section class="panel sent" key={which} aria-labelledby={which}>
          <div>
            <h2 id={which}>{text.kinds[which].title}</h2>
            <p class="quiet">{text.kinds[which].when}</p>
          </div>
          {LOCALES.map((each) => (
            <div key={each} lang={each}>
              <Bubble {...wordSent(which, { ...props, locale: each })} />
            </div>
          ))}
        </section>
      ))}
      <p>
        <a href="/console/settings">{text.back}</a>
      </p>
    </ConsoleFrame>
  );
}
