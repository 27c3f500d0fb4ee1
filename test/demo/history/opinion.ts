import type { Answer, AnswerMode, Score } from '../../../src/domain/answer.ts';
import type { DraftRating } from '../../../src/domain/conversation/draft.ts';
import type { FilingChannel } from '../../../src/domain/dossier.ts';
import { REASONS } from '../../support/zalo/service-templates.ts';
import type { Commune } from './communes.ts';
import type { Dice } from './dice.ts';
import type { Fate } from './fate.ts';

export interface Opinion {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly comment: string | null;
  readonly rating: DraftRating | null;
}

export interface Experience {
  readonly late: boolean;
  readonly filedVia: FilingChannel;
  readonly isPartial: boolean;
  readonly rating: Fate['rating'];
  readonly answeredAt: Date;
}

const QUESTIONS = ['q1', 'q2', 'q3', 'q4', 'q5'];
const MODES: readonly (readonly [AnswerMode, number])[] = [
  ['button', 88],
  ['number', 6],
  ['phrase', 4],
  ['emoji', 1],
  ['confirmed', 1],
];
const NEVER_MET_STAFF = 0.35;
const NO_FEEDBACK = 0.72;
const SKIPS = 0.015;
const COMMENTS = 0.12;
const LATE_COSTS = 1.1;

/** What one respondent says: a mood of their own around what the commune usually gets. */
export function opinionOf(commune: Commune, experience: Experience, dice: Dice): Opinion {
  const mood = dice.bell() * 0.6 - (experience.late ? LATE_COSTS : 0);
  const rating = experience.rating === 'none' ? null : ratingOf(commune, experience, mood, dice);
  if (experience.rating === 'alone') return { answers: {}, comment: null, rating };
  const asked = experience.isPartial ? QUESTIONS.slice(0, dice.between(1, 4)) : QUESTIONS;
  const answers = asked.map((question) => [question, answerTo(question, commune, experience, mood, dice)] as const);
  const wantsToSay = !experience.isPartial && dice.chance(COMMENTS);
  const comment = wantsToSay ? dice.pick(commentsFor(mood)) : null;
  return { answers: Object.fromEntries(answers), comment, rating };
}

/** One impression of the whole: the result weighs most. */
function ratingOf(commune: Commune, { answeredAt }: Experience, mood: number, dice: Dice): DraftRating {
  const stars = toScore(Math.round((commune.scores['q4'] ?? 4) + mood + dice.bell() * 0.45));
  const reasons = [REASONS[dice.between(0, REASONS.length - 1)] ?? ''];
  return { stars, reasons, note: null, ratedAt: answeredAt.toISOString() };
}

function answerTo(question: string, commune: Commune, experience: Experience, mood: number, dice: Dice): Answer {
  const neverMet = question === 'q3' && experience.filedVia === 'online' && dice.chance(NEVER_MET_STAFF);
  const noFeedback = question === 'q5' && dice.chance(NO_FEEDBACK);
  if (neverMet || noFeedback) return { value: 'not-applicable', how: 'button' };
  if (dice.chance(SKIPS)) return { value: 'skipped', how: 'button' };
  const felt = Math.round((commune.scores[question] ?? 4) + mood + dice.bell() * 0.45);
  return { value: toScore(felt), how: dice.pick(MODES) };
}

function toScore(felt: number): Score {
  if (felt <= 1) return 1;
  if (felt >= 5) return 5;
  return felt === 2 ? 2 : felt === 3 ? 3 : 4;
}

function commentsFor(mood: number): readonly (readonly [string, number])[] {
  return mood < -0.5 ? UNHAPPY : HAPPY;
}

const HAPPY: readonly (readonly [string, number])[] = [
  ['Giải quyết nhanh, hướng dẫn dễ hiểu.', 3],
  ['Trả kết quả đúng hẹn.', 2],
  ['Nộp trên mạng tiện, không phải đi lại.', 2],
  ['Phòng chờ sạch sẽ.', 1],
  ['Cán bộ nhiệt tình, giải thích kỹ từng giấy tờ.', 3],
  ['Lần này nhanh hơn năm ngoái nhiều, cảm ơn xã.', 2],
  ['Cảm ơn chị Mẫu ở quầy 2 đã giúp mẹ tôi điền tờ khai.', 1],
  ['Lệ phí niêm yết rõ, không phải hỏi.', 1],
];

const UNHAPPY: readonly (readonly [string, number])[] = [
  ['Phải chờ lâu quá.', 3],
  ['Hướng dẫn chưa rõ, phải bổ sung giấy tờ hai lần.', 2],
  ['Trang nộp trên mạng hay bị lỗi.', 2],
  ['Nên báo trước khi trễ hẹn.', 1],
  ['Thiếu ghế ngồi, xếp hàng từ sáng đến trưa.', 2],
  ['Gọi 0900 000 000 mấy lần không ai nghe máy.', 1],
  ['Phản ánh hai lần rồi mà chưa thấy trả lời.', 2],
  ['Giấy tờ ghi sai tên, phải đi lại làm lại.', 1],
];
