import { receiptText as receiptEn } from '../../domain/text/en/receipt.ts';
import { receiptText as receiptVi, type ReceiptText } from '../../domain/text/vi/receipt.ts';
import type { Locale } from '../../domain/locale.ts';
import { citizenText as en } from '../../domain/text/en/citizen.ts';
import { citizenText as vi, type CitizenText } from '../../domain/text/vi/citizen.ts';

export function receiptTextFor(locale: Locale): ReceiptText {
  return locale === 'vi' ? receiptVi : receiptEn;
}

export function citizenTextFor(locale: Locale): CitizenText {
  return locale === 'vi' ? vi : en;
}
