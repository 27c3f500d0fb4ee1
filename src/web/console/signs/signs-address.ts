import { z } from 'zod';
import type { FindingPlace } from '../../../service/ports.ts';

const SIGNS_PATH = '/console/signs';

const Query = z.object({
  after: z
    .string()
    .transform((text) => text.split('_'))
    .pipe(z.tuple([z.iso.date(), z.string().regex(/^\d{2,5}$/), z.string().regex(/^[a-z-]{1,40}$/), z.uuid()]))
    .nullable()
    .catch(null),
});

/** Where the page before ended; what cannot be understood is the first page. */
export function readPlace(query: unknown): FindingPlace | null {
  const { after } = Query.parse(query);
  if (after === null) return null;
  const [month, unitCode, signal, id] = after;
  return { month, unitCode, signal, id };
}

export function signsAddress(after: FindingPlace | null): string {
  return `${SIGNS_PATH}${queryOf(after)}`;
}

/** Where what somebody says of a sign goes; the answer leads back to the page. */
export function reviewAddress(id: string, after: FindingPlace | null): string {
  return `${SIGNS_PATH}/${id}${queryOf(after)}`;
}

function queryOf(after: FindingPlace | null): string {
  if (after === null) return '';
  const { month, unitCode, signal, id } = after;
  return `?after=${[month, unitCode, signal, id].join('_')}`;
}
