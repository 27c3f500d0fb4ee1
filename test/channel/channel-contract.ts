import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiResult, TestService } from '../support/service.ts';
import { invitationOf, releasedResponses, until } from '../support/look.ts';

/** What a citizen sees and can do, on whichever channel. */
export interface Citizen {
  /** Opens the slip's link, gives its code, or comes back to what was begun. */
  open(): Promise<void>;
  /** All that is on the screen now. */
  screen(): Promise<string>;
  /** Labels of what can be chosen: buttons and, where a platform has few of them, words to type. */
  buttons(): Promise<readonly string[]>;
  /** Chooses what bears this label. */
  tap(label: string): Promise<void>;
  /** Presses the same button twice at once. */
  tapTwice(label: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Sends a payload that no button carries. */
  forge(): Promise<void>;
}

export interface ChannelUnderTest<Service extends TestService = TestService> {
  readonly name: string;
  readonly start: () => Promise<Service>;
  /** A citizen who holds the slip of the dossier. */
  readonly citizen: (service: Service, links: NonNullable<ApiResult['links']>) => Citizen;
}

const SCALE = /Rất không hài lòng|Không hài lòng|Bình thường|Rất hài lòng/;
const GOOD = '4 · Hài lòng';

/** Every channel passes these journeys; a channel that comes later only adds its driver. */
export function describeChannel<Service extends TestService>(channel: ChannelUnderTest<Service>): void {
  describe(`${channel.name} as a channel`, () => {
    let service: Service;
    beforeAll(async () => {
      service = await channel.start();
    });
    afterAll(() => service.close());

    async function invited(changes: object = {}): Promise<{ citizen: Citizen; code: string }> {
      const [result] = await service.register([changes]);
      if (!result?.links) throw new Error(`not registered: ${JSON.stringify(result)}`);
      const citizen = channel.citizen(service, result.links);
      await citizen.open();
      return { citizen, code: result.code };
    }

    async function shows(citizen: Citizen, pattern: RegExp): Promise<void> {
      await until(async () => pattern.test(await citizen.screen()), `the screen shows ${String(pattern)}`);
    }

    async function answerAll(citizen: Citizen): Promise<void> {
      await citizen.tap('Bắt đầu');
      for (const position of [1, 2, 3, 4]) {
        await shows(citizen, new RegExp(`Câu ${position}/5`));
        await citizen.tap(GOOD);
      }
      await shows(citizen, /Câu 5\/5/);
      await citizen.tap('Không');
      await shows(citizen, /nhắn thêm/);
      await citizen.tap('Không có');
      await shows(citizen, /Cảm ơn/);
    }

    it('says who asks, that it is voluntary, what is never asked, and the code of the slip', async () => {
      const { citizen, code } = await invited();
      await shows(citizen, /UBND/);
      const screen = await citizen.screen();
      const record = await service.parts.dossiers.find(code);
      expect(screen).toMatch(/có thể trả lời hoặc không/);
      expect(screen).toMatch(/không hỏi số căn cước, mã OTP hay tiền/);
      expect(screen).toContain(record?.dossier.shortCode);
      expect(screen).not.toContain('khai sinh');
    });

    it('carries a whole survey to one released response', async () => {
      const before = await releasedResponses(service);
      const { citizen, code } = await invited();
      await answerAll(citizen);
      await until(async () => (await invitationOf(service, code))?.closeReason === 'finished', 'the survey is sealed');
      await until(async () => (await releasedResponses(service)) === before + 1, 'the response is released');
    });

    it('shows each answer as saved by asking the next question, and never repeats it', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      await shows(citizen, /Câu 1\/5/);
      await citizen.tap('1 · Rất không hài lòng');
      await shows(citizen, /Câu 2\/5/);
      expect((await citizen.screen()).replaceAll(/\d · .*/g, '')).not.toMatch(SCALE);
    });

    it('goes back, skips and changes an answer', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      await shows(citizen, /Câu 1\/5/);
      await citizen.tap('Bỏ qua');
      await shows(citizen, /Câu 2\/5/);
      await citizen.tap('Quay lại');
      await shows(citizen, /Câu 1\/5/);
      await citizen.tap(GOOD);
      await shows(citizen, /Câu 2\/5/);
    });

    it('counts a double tap once', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      await shows(citizen, /Câu 1\/5/);
      await citizen.tapTwice(GOOD);
      await shows(citizen, /Câu 2\/5/);
      await citizen.tap('Quay lại');
      await shows(citizen, /Câu 1\/5/);
    });

    it('is not moved by a forged button', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      await shows(citizen, /Câu 1\/5/);
      await citizen.forge();
      await citizen.tap(GOOD);
      await shows(citizen, /Câu 2\/5/);
    });

    it('resumes where the citizen stopped', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      await shows(citizen, /Câu 1\/5/);
      await citizen.tap(GOOD);
      await shows(citizen, /Câu 2\/5/);
      await citizen.open();
      await shows(citizen, /Câu 2\/5/);
      expect(await citizen.buttons()).toContain(GOOD);
    });

    it('closes the invitation of somebody who does not know the dossier', async () => {
      const { citizen, code } = await invited();
      await citizen.tap('Không phải hồ sơ của tôi');
      await until(
        async () => (await invitationOf(service, code))?.closeReason === 'wrong-number',
        'closed as wrong number',
      );
    });

    it('stops at once when asked to, and discards what was answered', async () => {
      const before = await releasedResponses(service);
      const { citizen, code } = await invited();
      await citizen.tap('Bắt đầu');
      await shows(citizen, /Câu 1\/5/);
      await citizen.open();
      await citizen.tap(GOOD);
      await shows(citizen, /Câu 2\/5/);
      await citizen.type('DỪNG');
      await until(async () => (await invitationOf(service, code))?.closeReason === 'opted-out', 'closed as opted out');
      expect(await releasedResponses(service)).toBe(before);
    });

    it('speaks English when asked to', async () => {
      const { citizen } = await invited();
      await citizen.tap('English');
      await shows(citizen, /Hello|Your file|voluntary/);
      await citizen.tap('Start');
      await shows(citizen, /1\/5/);
      expect(await citizen.screen()).toMatch(/How satisfied/);
    });

    it('opens with an apology when the dossier was late', async () => {
      const { citizen } = await invited({
        receivedAt: '2026-10-05T08:00:00+07:00',
        dueAt: '2026-10-08T17:00:00+07:00',
      });
      await shows(citizen, /xin lỗi ông\/bà/);
    });

    it('asks softly about a refused dossier', async () => {
      const { citizen } = await invited({ outcome: 'refused' });
      await shows(citizen, /chưa như ông\/bà mong muốn/);
    });

    it('asks nothing before the dossier is completed, and says that work goes on', async () => {
      const [result] = await service.register([{ completedAt: undefined, returnedAt: undefined }]);
      if (!result?.links) throw new Error('not registered');
      const citizen = channel.citizen(service, result.links);
      await citizen.open();
      await shows(citizen, /đang (được )?giải quyết|đang được xử lý/);
      expect(await citizen.buttons()).not.toContain('Bắt đầu');
    });
  });
}
