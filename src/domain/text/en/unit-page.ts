import type { UnitPageText } from '../vi/unit-page.ts';

/** Words of the page behind a unit's poster, for citizens. */
export const unitPageText: UnitPageText = {
  title: 'Tell us about your dossier',
  lead: (unit) => `${unit} would like to hear how your dossier was handled, once it is completed.`,
  code: 'Dossier code, or the code on your slip',
  codeHint: 'Such as H26.99.01-261123-0042 on your receipt, or K7M2QX on your slip.',
  malformed: 'This is not how codes look. Please check your receipt or slip.',
  submit: 'Send',
  privacy:
    'We do not ask for your phone number, ID number, OTP codes or money. Entering a code reveals nothing about a dossier.',
  answered: 'We have your code',
  answer:
    'If this dossier is completed and has a phone number, the invitation goes to that number in the usual way, once only. This page answers alike for every code, so that nobody can search for other people’s dossiers.',
  noMessage: 'No message? You can scan the QR code on your slip, or ask at the counter.',
  again: 'Enter another code',
  unknown: 'There is no such unit',
  unknownBody: 'Please scan the QR code of the poster at the counter again.',
};
