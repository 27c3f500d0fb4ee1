import type { Applicant, FilingChannel, Outcome } from '../dossier.ts';
import type { Locale } from '../locale.ts';
import { foldHeader } from './columns.ts';

/** Numbers as the national portal writes them (1 counter, 2 online, 3 post), and how people write the same. */
const FILED_VIA: Readonly<Record<FilingChannel, RegExp>> = {
  counter: /^(?:1|counter|tructiep|taiquay|noptructiep|nopquay|motcua)$/,
  online: /^(?:2|online|tructuyen|noptructuyen|quamang|dvc|dichvucong|dvctt|congdvc)$/,
  post: /^(?:3|post|buuchinh|buudien|quabuuchinh|buuchinhcongich|bcci)$/,
};

const OUTCOME: Readonly<Record<Outcome, RegExp>> = {
  issued: /^(?:issued|datraketqua|dagiaiquyet|daxong|hoanthanh|datra|duoccap|dacap|daxulyxong|dongy)$/,
  refused: /^(?:refused|tuchoi|tuchoigiaiquyet|khonggiaiquyet|bituchoi|tuchoitiepnhan)$/,
  stopped: /^(?:stopped|dung|dungxuly|dunggiaiquyet)$/,
  withdrawn: /^(?:withdrawn|rut|ruthoso|nguoidanrut|nguoidanruthoso|congdanrut|darut)$/,
};

const APPLICANT: Readonly<Record<Applicant, RegExp>> = {
  person: /^(?:person|canhan|congdan|nguoidan)$/,
  organisation: /^(?:organi[sz]ation|tochuc|doanhnghiep|congty|coquan)$/,
};

const LANGUAGE: Readonly<Record<Locale, RegExp>> = {
  vi: /^(?:vi|tiengviet|viet|vietnamese)$/,
  en: /^(?:en|tienganh|anh|english)$/,
};

export const readFilingChannel = reader(FILED_VIA);
export const readOutcome = reader(OUTCOME);
export const readApplicant = reader(APPLICANT);
export const readLanguage = reader(LANGUAGE);

/** The choice that a cell names; undefined when it names none. */
function reader<Choice extends string>(table: Readonly<Record<Choice, RegExp>>): (cell: string) => Choice | undefined {
  const choices = Object.entries<RegExp>(table) as [Choice, RegExp][];
  return (cell) => choices.find(([, words]) => words.test(foldHeader(cell)))?.[0];
}
