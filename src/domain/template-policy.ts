import type { TemplateName } from './message.ts';

/** What a channel may send as templates; a channel without any has no policy. */
export interface TemplatePolicy {
  /** The account that sends them. */
  readonly account: string;
  /** Those that the platform has approved. */
  readonly offered: ReadonlySet<TemplateName>;
  /** False: no question is asked in the chat, every invitation is a template that leads to the page. */
  readonly chatSurvey: boolean;
}

/** What decides about the wording. */
export interface TemplateFacts {
  readonly bereavement: boolean;
  readonly late: boolean;
  /** The survey has been begun, or a first message is out: nothing asks for stars any more. */
  readonly again: boolean;
}

/**
 * The template for a dossier; null when none fits. The bereaved are written to in their own words or not at all; what
 * has no template of its own for being late is invited like any other, and the page opens with the apology.
 */
export function templateFor(facts: TemplateFacts, offered: ReadonlySet<TemplateName>): TemplateName | null {
  return preferences(facts).find((name) => offered.has(name)) ?? null;
}

function preferences({ bereavement, late, again }: TemplateFacts): readonly TemplateName[] {
  if (bereavement) return ['condolence'];
  if (late) return ['late', 'invite'];
  return again ? ['invite', 'rating'] : ['rating', 'invite'];
}
