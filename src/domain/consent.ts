/**
 * Of the words by which a citizen agrees (`consentWords`): whoever changes them gives them the day as a new version, or
 * nobody could say later what was agreed to. It is noted with the first answer, for silence is no consent (domain.md §5.1).
 */
export const CONSENT_VERSION = '2026-11-23';
