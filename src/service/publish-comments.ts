import { planBatches } from '../domain/comment-batch.ts';
import { foldText } from '../domain/comment-search.ts';
import { topicsOf } from '../domain/comment-topic.ts';
import { redactComment } from '../domain/redact-comment.ts';
import { daysBetween, localDay, monthOf } from '../lib/calendar.ts';
import { shuffled } from '../lib/shuffled.ts';
import type { Clock, CommentStore, NewCommentBatch, ReferenceStore, UnpublishedComment } from './ports.ts';
import { parentOf } from './publish-cells.ts';

export interface PublishCommentsParts {
  readonly comments: CommentStore;
  readonly references: ReferenceStore;
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * Publishes comments of released responses, in batches of at least five; returns how many batches. They are redacted
 * once more, by the rules of today.
 */
export async function publishComments(parts: PublishCommentsParts): Promise<number> {
  const units = await parts.references.units();
  const today = localDay(parts.clock.now(), parts.zone);
  const month = monthOf(today);
  return parts.comments.publish((waiting) => {
    const byId = new Map(waiting.map((comment) => [comment.id, comment]));
    const batches = planBatches(
      waiting.map(({ id, unitCode, releasedOn }) => ({
        id,
        unitCode,
        waitedDays: daysBetween(releasedOn, today),
      })),
      { parentOf: (unit) => parentOf(unit, units), shuffle: shuffled },
    );
    return batches.map(({ unitCode, ids }) => ({
      unitCode,
      month,
      comments: ids.flatMap((id) => newComment(byId.get(id))),
    }));
  });
}

function newComment(comment: UnpublishedComment | undefined): NewCommentBatch['comments'] {
  if (!comment) return [];
  const text = redactComment(comment.text);
  return [{ responseId: comment.id, text, folded: foldText(text), topics: topicsOf(text) }];
}
