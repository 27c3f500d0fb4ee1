import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/domain/conversation/draft.ts';
import type { Ballot } from '../../../src/domain/response.ts';
import { closeInvitations } from '../../../src/service/close-invitations.ts';
import { openDraft } from '../../../src/service/conversation/conversation-batch.ts';
import { publishCells } from '../../../src/service/publish-cells.ts';
import { phoneToken } from '../../../src/service/survey-token.ts';
import { releaseMix } from '../../../src/service/release-mix.ts';
import { createWorld, DAY_MS, NOW, type World } from '../../support/service-world.ts';
import { settleAll } from '../../support/world-invited.ts';
import { askByTemplate, ballotsIn, ratingOf, type Asked } from '../../support/world-zalo.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(async () => {
  world.setNow(NOW);
  await settleAll(world);
  await world.rows('TRUNCATE ballot.mix, ballot.response, ballot.tally, ballot.published_cell CASCADE');
});

afterAll(() => world.close());

const OVER_MS = 8 * DAY_MS;
const RATED = { stars: 4, reasons: ['Đúng hẹn'] };

async function draftOf({ code }: Asked): Promise<Draft | null> {
  const { invitation, draft } = await world.record(code);
  return invitation && draft && openDraft(draft, invitation.id, world.parts.vault);
}

async function theBallot(): Promise<Ballot> {
  const [ballot, ...others] = await ballotsIn(world);
  if (!ballot || others.length > 0) throw new Error(`${others.length + (ballot ? 1 : 0)} ballots.`);
  return ballot;
}

async function expire(): Promise<void> {
  world.skip(OVER_MS);
  while ((await closeInvitations(world.parts)) > 0);
}

/** The page behind the link that only the telephone gets. */
async function linkOf({ code }: Asked) {
  const { dossier } = await world.record(code);
  return world.page(phoneToken(world.parts.vault, dossier.id));
}

/** Whoever has this telephone, in a chat that proves it. */
async function ownerOf({ phone }: Asked) {
  const owner = world.citizen({ phone });
  await owner.sharePhone();
  return owner;
}

describe('src/service/conversation/handle-rating.ts', () => {
  it('keeps a rating that comes first, counts it as an answer, and lets the survey be finished: one response', async () => {
    const asked = await askByTemplate(world);
    await world.take(ratingOf(world, asked, { note: 'Nhanh gọn, gọi 0912345678' }));
    expect(await world.invitation(asked.code)).toMatchObject({
      status: 'started',
      startedOn: '2026-10-08',
      deliveredAt: world.now(),
      channel: 'zalo',
      proof: 'phone',
    });
    const owner = await ownerOf(asked);
    await owner.answerAll();
    const ballot = await theBallot();
    expect(ballot).toMatchObject({ disposition: 'finished', rating: RATED, comment: 'Nhanh gọn, gọi [số]' });
    expect(Object.keys(ballot.answers)).toHaveLength(5);
    expect(await world.invitation(asked.code)).toMatchObject({ closeReason: 'finished' });
  });

  it('goes on with it on the page behind the link in the same message', async () => {
    const asked = await askByTemplate(world);
    await world.take(ratingOf(world, asked));
    const page = await linkOf(asked);
    await page.answerAll();
    const ballot = await theBallot();
    expect(ballot).toMatchObject({ disposition: 'finished', rating: RATED, attributes: { proof: 'phone' } });
    expect(Object.keys(ballot.answers)).toHaveLength(5);
  });

  it('adds a rating to a page that has begun, which goes on and is finished there', async () => {
    const asked = await askByTemplate(world);
    const page = await linkOf(asked);
    await page.tap('Bắt đầu');
    await page.tap('2 · Không hài lòng');
    await world.take(ratingOf(world, asked));
    expect((await page.view()).kind).toBe('asking');
    for (let i = 0; i < 3; i += 1) await page.tap('4 · Hài lòng');
    await page.tap('Không');
    await page.tap('Không có');
    expect(await theBallot()).toMatchObject({ disposition: 'finished', rating: RATED, comment: null });
    await world.take(ratingOf(world, asked, { stars: 1 }));
    expect(await ballotsIn(world)).toHaveLength(1);
  });

  it('adds a rating that comes in the middle, and leaves the survey where it is', async () => {
    const asked = await askByTemplate(world);
    const owner = await ownerOf(asked);
    await owner.tap('Bắt đầu');
    await owner.tap('2 · Không hài lòng');
    await world.take(ratingOf(world, asked));
    expect(await world.invitation(asked.code)).toMatchObject({ status: 'started', channel: 'telegram' });
    for (let i = 0; i < 3; i += 1) await owner.tap('4 · Hài lòng');
    await owner.tap('Không');
    await owner.type('Cảm ơn cán bộ');
    expect(await theBallot()).toMatchObject({ disposition: 'finished', rating: RATED, comment: 'Cảm ơn cán bộ' });
  });

  it('takes over what somebody with the slip began, and keeps them out', async () => {
    const asked = await askByTemplate(world);
    const page = world.page(asked.token);
    await page.tap('Bắt đầu');
    await page.tap('1 · Rất không hài lòng');
    await world.take(ratingOf(world, asked));
    expect(await draftOf(asked)).toMatchObject({ answers: {}, rating: RATED, trackingId: asked.trackingId });
    expect((await page.view()).kind).not.toBe('asking');
    await world.take(ratingOf(world, asked, { stars: 2, ratedAt: '2026-10-09T00:00:00.000Z' }));
    expect((await draftOf(asked))?.rating?.stars).toBe(2);
  });

  it('lets the last rating count, in whatever order they come', async () => {
    const asked = await askByTemplate(world);
    const rate = (stars: 1 | 5, ratedAt: string) => ratingOf(world, asked, { stars, ratedAt });
    await world.take(rate(5, '2026-10-08T05:00:00.000Z'), rate(1, '2026-10-08T04:00:00.000Z'));
    expect((await draftOf(asked))?.rating?.stars).toBe(5);
    await world.take(rate(1, '2026-10-08T06:00:00.000Z'));
    expect((await draftOf(asked))?.rating?.stars).toBe(1);
  });

  it.each([
    ['the tracking id alone', { messageId: null }],
    ['the id of our message alone', { trackingId: null }],
    ['a tracking id that is not ours beside it', { trackingId: 'unknown' }],
  ])('is joined by %s', async (_name, given) => {
    const asked = await askByTemplate(world);
    await world.take(ratingOf(world, asked, given));
    expect((await draftOf(asked))?.rating?.stars).toBe(4);
  });

  it('ignores what is about no message of ours, or of another account', async () => {
    const asked = await askByTemplate(world);
    const unknown = { trackingId: 'unknown', messageId: 'unknown' };
    await world.take(ratingOf(world, asked, unknown), { ...ratingOf(world, asked), account: '1' });
    expect(await draftOf(asked)).toMatchObject({ rating: null });
    expect((await world.invitation(asked.code)).status).toBe('sent');
  });

  it('ignores what comes after sealing, refusing or the last day', async () => {
    const [sealed, refused, over] = [
      await askByTemplate(world),
      await askByTemplate(world),
      await askByTemplate(world),
    ];
    await (await ownerOf(sealed)).answerAll();
    await (await ownerOf(refused)).tap('Không phải hồ sơ của tôi');
    await world.take(ratingOf(world, sealed), ratingOf(world, refused));
    world.skip(OVER_MS);
    await world.take(ratingOf(world, over));
    await expire();
    expect((await ballotsIn(world)).map(({ rating, disposition }) => [rating, disposition])).toEqual([
      [null, 'finished'],
    ]);
    expect((await world.invitation(over.code)).closeReason).toBe('expired');
  });

  it('seals a rating alone as a partial response that enters no cell of the survey', async () => {
    for (let i = 0; i < 12; i += 1) await world.take(ratingOf(world, await askByTemplate(world)));
    await expire();
    const ballots = await ballotsIn(world);
    expect(ballots).toHaveLength(12);
    expect(ballots[0]).toMatchObject({ disposition: 'partial', answers: {}, rating: RATED });
    await releaseMix(world.parts);
    await publishCells(world.parts);
    const published = await world.rows<object>(
      'SELECT survey_id, dimension, responses, counts FROM ballot.published_cell WHERE dimension = $1',
      ['all'],
    );
    expect(published.length).toBeGreaterThan(0);
    for (const cell of published) {
      expect(cell).toMatchObject({
        survey_id: 'overall-rating',
        responses: 12,
        counts: { overall: [0, 0, 0, 12, 0, 0, 0], alone: [0, 0, 0, 0, 0, 12, 0] },
      });
    }
    const responses = await world.rows('SELECT rating, answers FROM ballot.response');
    expect(responses).toEqual(Array.from({ length: 12 }, () => ({ rating: RATED, answers: {} })));
  });

  it('leaves nothing in the ballot box by which a message or its tracking id could be found', async () => {
    const asked = await askByTemplate(world);
    const { id } = await world.invitation(asked.code);
    const indexOf = async () =>
      (
        await world.rows<{ i: Buffer }>('SELECT tracking_index AS i FROM register.draft WHERE invitation_id = $1', [id])
      )[0]?.i;
    const index = await indexOf();
    expect(index).toBeInstanceOf(Buffer);
    await world.take(ratingOf(world, asked));
    await expire();
    const opened = JSON.stringify(await theBallot());
    await releaseMix(world.parts);
    const tables = await world.rows<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'ballot'",
    );
    const rows = await Promise.all(
      tables.map(({ name }) => world.rows(`SELECT to_jsonb(t)::text AS row FROM ${name} t`)),
    );
    const all = opened + JSON.stringify(rows);
    for (const trace of [asked.trackingId, asked.messageId, id, String(index?.toString('hex')), asked.shortCode]) {
      expect(all).not.toContain(trace);
    }
    expect(await indexOf()).toBeUndefined();
    expect(await world.rows('SELECT 1 FROM register.message WHERE platform_id = $1', [asked.messageId])).toEqual([]);
  });

  it('never makes two responses of one dossier, however everything comes', async () => {
    const what = fc.constantFrom('rate', 'rate', 'slip', 'slip', 'owner', 'link', 'link', 'stop', 'expire', 'all');
    await fc.assert(
      fc.asyncProperty(fc.array(what, { minLength: 2, maxLength: 7 }), async (happenings) => {
        await world.rows('TRUNCATE ballot.mix');
        world.setNow(NOW);
        const asked = await askByTemplate(world);
        const page = world.page(asked.token);
        const [owner, link] = [await ownerOf(asked), await linkOf(asked)];
        for (const one of happenings) await happen(one, { asked, page, link, owner });
        await expire();
        // What a slip answered may be held until the phone on file could be told.
        await expire();
        expect((await world.invitation(asked.code)).status).toBe('closed');
        const ballots = await ballotsIn(world);
        const { closeReason } = await world.invitation(asked.code);
        expect(ballots).toHaveLength(closeReason === 'finished' || closeReason === 'partial' ? 1 : 0);
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

interface Cast {
  readonly asked: Asked;
  readonly page: ReturnType<World['page']>;
  readonly link: ReturnType<World['page']>;
  readonly owner: ReturnType<World['citizen']>;
}

/** What no longer can happen does not. */
async function happen(what: string, { asked, page, link, owner }: Cast): Promise<void> {
  const tapFirst = async () => {
    const label = owner.buttons.find((each) => ['Bắt đầu', '4 · Hài lòng', 'Không', 'Không có'].includes(each));
    if (label !== undefined) await owner.tap(label);
    return label !== undefined;
  };
  switch (what) {
    case 'rate':
      return world.take(ratingOf(world, asked));
    case 'slip':
    case 'link': {
      const opened = what === 'slip' ? page : link;
      const view = await opened.view();
      const button = view.kind === 'asking' ? view.buttons[0] : undefined;
      if (button) await opened.tapPayload(button.payload);
      return;
    }
    case 'owner':
      await tapFirst();
      return;
    case 'all':
      for (let i = 0; i < 8 && (await tapFirst()); i += 1);
      return;
    case 'stop':
      return owner.type('DỪNG');
    default:
      return expire();
  }
}
