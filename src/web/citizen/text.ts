import { backCheckText as backCheckEn } from '../../domain/text/en/back-check.ts';
import { backCheckText as backCheckVi, type BackCheckText } from '../../domain/text/vi/back-check.ts';
import { receiptText as receiptEn } from '../../domain/text/en/receipt.ts';
import { receiptText as receiptVi, type ReceiptText } from '../../domain/text/vi/receipt.ts';
import { publicText as publicEn } from '../../domain/text/en/public.ts';
import { publicText as publicVi, type PublicText } from '../../domain/text/vi/public.ts';
import { verifyText as verifyEn } from '../../domain/text/en/verify.ts';
import { verifyText as verifyVi, type VerifyText } from '../../domain/text/vi/verify.ts';
import type { Locale } from '../../domain/locale.ts';
import { citizenText as en } from '../../domain/text/en/citizen.ts';
import { citizenText as vi, type CitizenText } from '../../domain/text/vi/citizen.ts';

export function receiptTextFor(locale: Locale): ReceiptText {
  return locale === 'vi' ? receiptVi : receiptEn;
}

export function citizenTextFor(locale: Locale): CitizenText {
  return locale === 'vi' ? vi : en;
}

export function publicTextFor(locale: Locale): PublicText {
  return locale === 'vi' ? publicVi : publicEn;
}

export function verifyTextFor(locale: Locale): VerifyText {
  return locale === 'vi' ? verifyVi : verifyEn;
}

export function backCheckTextFor(locale: Locale): BackCheckText {
  return locale === 'vi' ? backCheckVi : backCheckEn;
}
