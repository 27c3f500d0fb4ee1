import type { Locale } from './locale.ts';

export type QuestionKey = string;
export type FactorKey = string;
export type LocalText = Readonly<Record<Locale, string>>;

export interface Factor {
  readonly key: FactorKey;
  readonly name: LocalText;
}

/** A scored item of SIPAS part B (QĐ 1001/QĐ-BNV, form of 2022, numbers 15 to 33). */
export interface Criterion {
  readonly number: number;
  readonly factor: FactorKey;
  readonly name: string;
}

export interface Question {
  readonly key: QuestionKey;
  readonly factor: FactorKey;
  /** Numbers of the criteria that the question covers. */
  readonly criteria: readonly number[];
  readonly text: LocalText;
  /** Asked first, "Có / Không"; "Không" makes the question not applicable. */
  readonly gate: LocalText | null;
  /** Label of a "not applicable" button, shown for these filing channels only. */
  readonly notApplicable: { readonly label: LocalText; readonly filedVia: readonly string[] } | null;
}

/** Versioned data, frozen by its first answer: a change is a new `id`. */
export interface Survey {
  /** `<name>-<version>`, such as `sipas-b-1`. */
  readonly id: string;
  readonly factors: readonly Factor[];
  readonly criteria: readonly Criterion[];
  readonly questions: readonly Question[];
  readonly commentPrompt: LocalText;
}
