import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../domain/locale.ts';
import { describeFault } from '../../domain/text/describe-fault.ts';
import { apiText as en } from '../../domain/text/en/api.ts';
import { apiText as vi, type ApiText } from '../../domain/text/vi/api.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import type { Reason } from './answers.ts';
import type { RowFault } from './dossier-row.ts';

/** Clerks read what systems pass on: Vietnamese unless the caller asks for English first. */
export function localeOf(request: FastifyRequest): Locale {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi';
}

/** `name`: what the caller's own record calls the field. */
export function wordFault(fault: RowFault, locale: Locale, name?: string): Reason {
  const message =
    fault.code === 'field-unknown' ? apiTextFor(locale).fieldUnknown(fault.field) : describeFault(fault, locale, name);
  return { field: name ?? fault.field, code: fault.code, message };
}

/** What a dossier's state means, and why nothing could be sent. */
export function wordStatus({ state, reason }: DossierStatus, locale: Locale): string {
  const { states, reasons } = apiTextFor(locale);
  return reason === null ? states[state] : reasons[reason];
}

export function apiTextFor(locale: Locale): ApiText {
  return locale === 'vi' ? vi : en;
}
