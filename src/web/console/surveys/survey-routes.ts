import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkSurvey } from '../../../domain/survey-check.ts';
import type { DraftReview } from '../../../service/surveys/publish-draft.ts';
import { asWebError } from '../../as-web-error.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { typedField } from '../../typed-field.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { draftPage, noDraftPage, publishPage, type DraftProps } from './draft-page.tsx';
import { readShown, writeShown, type Shown } from './preview.tsx';
import { edit, readSurveyForm, SurveyForm, writeNumbers, type SurveyReading } from './survey-form.ts';
import { surveysPage, versionPage } from './surveys-page.tsx';

const config = { access: 'session', action: 'edit-surveys' } as const;

const word = typedField(60);
const ListQuery = z.object({ published: word, discarded: word });
const DraftQuery = z.object({
  show: word,
  state: z.enum(['open', 'saved', 'unchanged']).catch('open').default('open'),
});
const Base = z.object({ base: word });
const Seen = z.object({ revision: z.coerce.number().int().min(0).catch(0).default(0) });
const Deed = z.object({ do: word, show: word, seen: word });

/** Versions of the survey, the draft of the next, and what citizens will see of it. */
export function surveyRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { surveys, zone } = parts;

  server.get('/console/surveys', { config }, async (request, reply) => {
    const { published, discarded } = ListQuery.parse(request.query);
    const [visit, versions, review] = await Promise.all([
      visitOf(parts, request),
      surveys.versions(),
      surveys.review(),
    ]);
    const isVersion = versions.some(({ survey }) => survey.id === published);
    const done = isVersion ? ({ kind: 'published', id: published } as const) : goneNotice(discarded);
    return sendPage(reply, surveysPage(visit, { versions, draft: review?.draft ?? null, zone, done }));
  });

  server.get<{ Params: { id: string } }>('/console/surveys/:id', { config }, async (request, reply) => {
    const [visit, versions, review] = await Promise.all([
      visitOf(parts, request),
      surveys.versions(),
      surveys.review(),
    ]);
    const version = versions.find(({ survey }) => survey.id === request.params.id);
    if (!version) throw new WebError(404, 'survey-unknown', 'There is no such survey.');
    const shown = readShown(DraftQuery.parse(request.query).show);
    return sendPage(reply, versionPage(visit, { version, hasDraft: review !== null, shown, zone }));
  });

  draftRoutes(server, parts);
  publishRoutes(server, parts);
}

function goneNotice(discarded: string) {
  return discarded === '' ? null : ({ kind: 'discarded' } as const);
}

function draftRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { surveys } = parts;

  server.post('/console/surveys/draft/start', { config }, async (request, reply) => {
    const { base } = Base.parse(request.body ?? {});
    await surveys.start(viewerOf(request).id, base).catch(asWebError({ 'survey-unknown': 404 }));
    return reply.redirect('/console/surveys/draft', 303);
  });

  server.get('/console/surveys/draft', { config }, async (request, reply) => {
    const review = await surveys.review();
    if (review === null) return sendNoDraft(parts, request, reply);
    const { show, state } = DraftQuery.parse(request.query);
    return sendDraft(parts, request, reply, { ...asStored(review), shown: readShown(show), state });
  });

  server.post('/console/surveys/draft', { config }, async (request, reply) => {
    const review = await surveys.review();
    if (review === null) return sendNoDraft(parts, request, reply);
    const deed = Deed.parse(request.body ?? {});
    const shown = readShown(deed.show === '' ? deed.seen : deed.show);
    const { revision } = Seen.parse(request.body ?? {});
    const reading = readSurveyForm(SurveyForm.parse(request.body ?? {}), review.draft.survey);
    const typed = asTyped(review, reading, shown);
    if (reading.malformed.length > 0) {
      return sendDraft(parts, request, reply.code(422), { ...typed, revision, state: 'malformed' });
    }
    const { survey, at } = edit(reading.survey, review.draft.survey, deed.do);
    const outcome = await surveys.save(viewerOf(request).id, { survey, revision });
    if (outcome === 'stale') return sendDraft(parts, request, reply.code(409), { ...typed, state: 'stale' });
    return reply.redirect(nextAfter(deed.do, deed.show, shown, at), 303);
  });

  server.post('/console/surveys/draft/discard', { config }, async (request, reply) => {
    const { revision } = Seen.parse(request.body ?? {});
    const outcome = await surveys.discard(viewerOf(request).id, revision);
    if (outcome === 'stale') return sendStale(parts, request, reply);
    return reply.redirect('/console/surveys?discarded=yes', 303);
  });
}

function nextAfter(deed: string, show: string, shown: Shown, at: number): string {
  if (deed === 'publish') return '/console/surveys/draft/publish';
  const query = new URLSearchParams({ show: writeShown(shown), state: 'saved' }).toString();
  const place = show === '' ? (/-|add/.test(deed) ? `#q${String(at)}` : '') : '#preview';
  return `/console/surveys/draft?${query}${place}`;
}

function publishRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { surveys } = parts;

  server.get('/console/surveys/draft/publish', { config }, async (request, reply) => {
    const review = await surveys.review();
    if (review === null) return sendNoDraft(parts, request, reply);
    if (review.faults.length > 0) return reply.redirect('/console/surveys/draft', 303);
    const { survey, baseId, revision } = review.draft;
    const { changes } = review;
    return sendPage(reply, publishPage(await visitOf(parts, request), { survey, baseId, revision, changes }));
  });

  server.post('/console/surveys/draft/publish', { config }, async (request, reply) => {
    const { revision } = Seen.parse(request.body ?? {});
    const publication = await surveys.publish(viewerOf(request).id, revision);
    switch (publication.kind) {
      case 'published':
        return reply.redirect(`/console/surveys?published=${encodeURIComponent(publication.id)}`, 303);
      case 'faults':
        return reply.redirect('/console/surveys/draft', 303);
      case 'unchanged':
        return reply.redirect('/console/surveys/draft?state=unchanged', 303);
      case 'stale':
        return sendStale(parts, request, reply);
    }
  });
}

type Editing = Omit<DraftProps, 'shown' | 'state'>;

function asStored({ draft, faults }: DraftReview): Editing {
  const { survey, baseId, revision } = draft;
  const criteria = survey.questions.map((question) => writeNumbers(question.criteria));
  return { survey, baseId, revision, criteria, malformed: [], faults };
}

/** With the revision that is stored: saving once more, having seen the notice, writes over it. */
function asTyped({ draft }: DraftReview, { survey, criteria, malformed }: SurveyReading, shown: Shown) {
  const { baseId, revision } = draft;
  const faults = checkSurvey(survey).filter(
    ({ part, question }) => part !== 'criteria' || question === null || !malformed.includes(question),
  );
  return { survey, baseId, revision, criteria, malformed, faults, shown };
}

/** What somebody else did to the draft is shown as it stands now. */
async function sendStale(parts: ConsoleParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const review = await parts.surveys.review();
  if (review === null) return sendNoDraft(parts, request, reply);
  return sendDraft(parts, request, reply.code(409), { ...asStored(review), shown: readShown(''), state: 'newer' });
}

async function sendDraft(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  props: DraftProps,
): Promise<FastifyReply> {
  return sendPage(reply, draftPage(await visitOf(parts, request), props));
}

async function sendNoDraft(parts: ConsoleParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendPage(reply.code(409), noDraftPage(await visitOf(parts, request)));
}
