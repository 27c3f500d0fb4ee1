import type { Inbound } from '../../domain/inbound.ts';
import { STARS } from '../../domain/rating.ts';
import type { Clock } from '../../service/ports.ts';
import { eventId } from './event-id.ts';
import type { Rating } from './sdk/answers.ts';
import type { ZaloTemplates } from './sdk/templates.ts';

export interface RatingSource {
  readonly templates: Pick<ZaloTemplates, 'ratings'>;
  /** Null where no rating is configured. */
  readonly templateId: string | null;
  readonly oaId: string;
  readonly clock: Clock;
}

/** Shorter than processed updates are remembered: what the webhook brought is dropped, what it lost is taken. */
const LOOKS_BACK_MS = 48 * 3_600_000;
const PAGE = 1_000;

/**
 * Ratings of the last two days, as their webhooks would have brought them: Zalo gives a webhook up after five tries.
 * @throws ZaloError and what the token source throws
 */
export async function fetchRatings(source: RatingSource): Promise<readonly Inbound[]> {
  const { templates, templateId, oaId, clock } = source;
  if (templateId === null) return [];
  const to = clock.now();
  const from = new Date(to.getTime() - LOOKS_BACK_MS);
  const found: Rating[] = [];
  for (let isMore = true; isMore;) {
    const page = await templates.ratings({ templateId, from, to, offset: found.length, limit: PAGE });
    found.push(...page.ratings);
    isMore = page.ratings.length > 0 && found.length < page.total;
  }
  return found.flatMap((rating) => toInbound(rating, oaId, to) ?? []);
}

/** Null when it has no stars or nothing that tells whose it is. */
function toInbound(rating: Rating, oaId: string, now: Date): Inbound | null {
  const { messageId, trackingId, submittedAt, rate, note, feedbacks } = rating;
  const stars = STARS.find((each) => each === rate);
  if (stars === undefined || (messageId === null && trackingId === null)) return null;
  const ratedAt = submittedAt ?? now;
  return {
    channel: 'zalo',
    account: oaId,
    updateId: eventId('user_feedback', [messageId ?? trackingId, String(ratedAt.getTime())]),
    address: `message:${messageId ?? trackingId ?? ''}`,
    device: null,
    locale: null,
    receivedAt: now.toISOString(),
    event: {
      kind: 'rating',
      messageId,
      trackingId,
      stars,
      reasons: feedbacks.map((reason) => reason.trim()).filter((reason) => reason !== ''),
      note: note?.trim() || null,
      ratedAt: ratedAt.toISOString(),
    },
  };
}
