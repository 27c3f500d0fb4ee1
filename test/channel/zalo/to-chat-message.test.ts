import { describe, expect, it } from 'vitest';
import { toChatMessage, type ChatForm } from '../../../src/channel/zalo/to-chat-message.ts';

const FORM: ChatForm = {
  options: 'buttons',
  wordTyped: (labels) => `Hoặc nhắn: ${labels.join(', ')}.`,
  phoneCard: { title: 'Số điện thoại', imageUrl: 'https://hai-long.test/a.png' },
};
const LABELS = ['1', '2', '3', '4', '5', 'Quay lại', 'Bỏ qua'];
const BUTTONS = LABELS.map((label, i) => [{ label, payload: `p${i}` }]);
const body = { buttons: BUTTONS, asksForPhone: false };

describe('channel/zalo/to-chat-message', () => {
  it('makes buttons of five choices and words of the others', () => {
    expect(toChatMessage('Câu 1/5', body, FORM)).toEqual({
      kind: 'text',
      message: {
        text: 'Câu 1/5\n\nHoặc nhắn: Quay lại, Bỏ qua.',
        buttons: LABELS.slice(0, 5).map((title, i) => ({ kind: 'query', title, payload: `hl:p${i}` })),
      },
    });
  });

  it('adds nothing where there is nothing to type', () => {
    const message = toChatMessage('Mời', { ...body, buttons: BUTTONS.slice(0, 2) }, FORM);
    expect(message).toMatchObject({ message: { text: 'Mời' } });
    expect(toChatMessage('Chào', { ...body, buttons: [] }, FORM)).toEqual({
      kind: 'text',
      message: { text: 'Chào', buttons: [] },
    });
  });

  it('writes every choice into the text where buttons do not show', () => {
    expect(toChatMessage('Câu 1/5', body, { ...FORM, options: 'typed' })).toEqual({
      kind: 'text',
      message: { text: `Câu 1/5\n\n${LABELS.join('\n')}` },
    });
  });

  it('asks for the phone number on a card, cut to its room, or in words', () => {
    const asking = { ...body, asksForPhone: true };
    const long = 'một hai '.repeat(100);
    const card = toChatMessage(long, asking, FORM);
    expect(card).toMatchObject({ kind: 'info-request', request: { title: 'Số điện thoại' } });
    expect(card.kind === 'info-request' && card.request.subtitle.length).toBeLessThanOrEqual(500);
    expect(toChatMessage('Xin số', asking, { ...FORM, phoneCard: null }).kind).toBe('text');
  });
});
