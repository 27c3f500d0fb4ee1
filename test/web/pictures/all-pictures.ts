import { API_PICTURES } from './api-pictures.ts';
import { CITIZEN_PICTURES } from './citizen-pictures.ts';
import { CODE_PICTURES } from './code-picture.ts';
import { CONNECTION_PICTURES, SETTINGS_PICTURES } from './connection-pictures.ts';
import { CONSOLE_PICTURES } from './console-pictures.ts';
import { EVIDENCE_PICTURES } from './evidence-pictures.ts';
import type { Picture } from './picture.ts';

/** Every page and state of the web, in the order in which they are taken: some leave traces that others show. */
export const ALL_PICTURES: readonly Picture[] = [
  ...CONSOLE_PICTURES,
  ...CODE_PICTURES,
  ...CONNECTION_PICTURES,
  ...SETTINGS_PICTURES,
  ...CITIZEN_PICTURES,
  ...EVIDENCE_PICTURES,
  ...API_PICTURES,
];
