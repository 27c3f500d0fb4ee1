import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseReceiptCode, type ReceiptCode } from '../../domain/receipt-code.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import { RECEIPTS_PATH } from '../../service/receipt.ts';
import type { ReceiptView } from '../../service/show-receipt.ts';
import { WebError } from '../problem.ts';
import { sendPage } from '../ui/render.ts';
import { receiptFormPage, receiptPage } from './receipt-pages.tsx';

export interface ReceiptParts {
  readonly showReceipt: (code: ReceiptCode) => Promise<ReceiptView>;
  readonly askBack: (code: ReceiptCode) => Promise<unknown>;
  readonly units: () => Promise<ReadonlyMap<UnitCode, Unit>>;
}

const Form = z.object({ code: z.string().max(200), act: z.literal('ask-back').optional() });

/** Nobody tries 85 bits; the limit is for the database's sake. */
const RATE_LIMIT = { max: 120, timeWindow: 60_000 };

/** Codes travel in the body of a post: an address would stay in histories. */
export async function receiptRoutes(server: FastifyInstance, parts: ReceiptParts): Promise<void> {
  const config = { access: 'public', rateLimit: RATE_LIMIT } as const;
  server.get(RECEIPTS_PATH, { config }, async (request, reply) =>
    sendPage(reply, receiptFormPage({ locale: request.locale, typed: '', isWrong: false })),
  );
  server.post(RECEIPTS_PATH, { config }, async (request, reply) => {
    const { locale } = request;
    const form = Form.safeParse(request.body);
    if (!form.success) throw new WebError(400, 'form-malformed', 'The form is not one of this page.');
    const code = parseReceiptCode(form.data.code);
    if (code === null) {
      return sendPage(reply.code(422), receiptFormPage({ locale, typed: form.data.code, isWrong: true }));
    }
    if (form.data.act === 'ask-back') await parts.askBack(code);
    const view = await parts.showReceipt(code);
    return sendPage(reply, receiptPage({ locale, code, view, units: await parts.units() }));
  });
}
