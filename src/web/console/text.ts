import { backCheckText as backCheckEn } from '../../domain/text/en/back-check.ts';
import { backCheckText as backCheckVi, type BackCheckText } from '../../domain/text/vi/back-check.ts';
import { channelsText as channelsEn } from '../../domain/text/en/channels.ts';
import { channelsText as channelsVi, type ChannelsText } from '../../domain/text/vi/channels.ts';
import { consoleText as en } from '../../domain/text/en/console.ts';
import { consoleText as vi, type ConsoleText } from '../../domain/text/vi/console.ts';
import { dailyText as dailyEn } from '../../domain/text/en/daily.ts';
import { dailyText as dailyVi, type DailyText } from '../../domain/text/vi/daily.ts';
import { alertText as alertsEn } from '../../domain/text/en/alerts.ts';
import { alertText as alertsVi, type AlertText } from '../../domain/text/vi/alerts.ts';
import { compareText as compareEn } from '../../domain/text/en/compare.ts';
import { compareText as compareVi, type CompareText } from '../../domain/text/vi/compare.ts';
import { coverageText as coverageEn } from '../../domain/text/en/coverage.ts';
import { coverageText as coverageVi, type CoverageText } from '../../domain/text/vi/coverage.ts';
import { figuresText as figuresEn } from '../../domain/text/en/figures.ts';
import { figuresText as figuresVi, type FiguresText } from '../../domain/text/vi/figures.ts';
import { deskText as deskEn } from '../../domain/text/en/desk.ts';
import { deskText as deskVi, type DeskText } from '../../domain/text/vi/desk.ts';
import { importText as importEn } from '../../domain/text/en/import.ts';
import { importText as importVi, type ImportText } from '../../domain/text/vi/import.ts';
import { commentsText as commentsEn } from '../../domain/text/en/comments.ts';
import { commentsText as commentsVi, type CommentsText } from '../../domain/text/vi/comments.ts';
import { improvementsText as improvementsEn } from '../../domain/text/en/improvements.ts';
import { improvementsText as improvementsVi, type ImprovementsText } from '../../domain/text/vi/improvements.ts';
import { questionsText as questionsEn } from '../../domain/text/en/questions.ts';
import { questionsText as questionsVi, type QuestionsText } from '../../domain/text/vi/questions.ts';
import { rightsText as rightsEn } from '../../domain/text/en/rights.ts';
import { rightsText as rightsVi, type RightsText } from '../../domain/text/vi/rights.ts';
import { signsText as signsEn } from '../../domain/text/en/signs.ts';
import { signsText as signsVi, type SignsText } from '../../domain/text/vi/signs.ts';
import type { Locale } from '../../domain/locale.ts';

export function consoleTextFor(locale: Locale): ConsoleText {
  return locale === 'vi' ? vi : en;
}

export function importTextFor(locale: Locale): ImportText {
  return locale === 'vi' ? importVi : importEn;
}

export function deskTextFor(locale: Locale): DeskText {
  return locale === 'vi' ? deskVi : deskEn;
}

export function questionsTextFor(locale: Locale): QuestionsText {
  return locale === 'vi' ? questionsVi : questionsEn;
}

export function rightsTextFor(locale: Locale): RightsText {
  return locale === 'vi' ? rightsVi : rightsEn;
}

export function signsTextFor(locale: Locale): SignsText {
  return locale === 'vi' ? signsVi : signsEn;
}

export function dailyTextFor(locale: Locale): DailyText {
  return locale === 'vi' ? dailyVi : dailyEn;
}

export function commentsTextFor(locale: Locale): CommentsText {
  return locale === 'vi' ? commentsVi : commentsEn;
}

export function figuresTextFor(locale: Locale): FiguresText {
  return locale === 'vi' ? figuresVi : figuresEn;
}

export function alertTextFor(locale: Locale): AlertText {
  return locale === 'vi' ? alertsVi : alertsEn;
}

export function channelsTextFor(locale: Locale): ChannelsText {
  return locale === 'vi' ? channelsVi : channelsEn;
}

export function compareTextFor(locale: Locale): CompareText {
  return locale === 'vi' ? compareVi : compareEn;
}

export function improvementsTextFor(locale: Locale): ImprovementsText {
  return locale === 'vi' ? improvementsVi : improvementsEn;
}

export function coverageTextFor(locale: Locale): CoverageText {
  return locale === 'vi' ? coverageVi : coverageEn;
}

export function backCheckTextFor(locale: Locale): BackCheckText {
  return locale === 'vi' ? backCheckVi : backCheckEn;
}
