import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readEnteredCode, type EnteredCode } from '../../domain/entered-code.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { PosterAsk } from '../../service/ports.ts';
import { typedField } from '../typed-field.ts';
import { sendPage } from '../ui/render.ts';
import { codeTakenPage, noUnitPage, unitPage } from './unit-page.tsx';

export interface UnitPageParts {
  readonly units: () => Promise<ReadonlyMap<UnitCode, Unit>>;
  readonly askInvitation: (asked: PosterAsk) => Promise<void>;
}

interface OfUnit {
  readonly Params: { readonly unit: string };
}

/** A counter's Wi-Fi shares one address; whoever tries codes learns nothing anyway. */
const rateLimit = { max: 60, timeWindow: 600_000 };
const config = { access: 'public', rateLimit } as const;

const Entered = z.object({ code: typedField(80) });

/** The page behind a unit's poster. */
export function unitRoutes(server: FastifyInstance, parts: UnitPageParts): void {
  server.get<OfUnit>('/u/:unit', { config }, async (request, reply) =>
    withUnit(parts, request, reply, (unit) => sendPage(reply, unitPage({ unit, locale: request.locale, typed: null }))),
  );

  server.post<OfUnit>('/u/:unit', { config }, async (request, reply) =>
    withUnit(parts, request, reply, (unit) => {
      const { code } = Entered.parse(request.body ?? {});
      const entered = readEnteredCode(code);
      if (entered === null) {
        return sendPage(reply.code(422), unitPage({ unit, locale: request.locale, typed: code }));
      }
      ask(parts, request, unit, entered);
      return sendPage(reply, codeTakenPage(unit, request.locale));
    }),
  );
}

/** Nobody waits for it: neither the words nor the time of the answer tell whether there is such a dossier. */
function ask(parts: UnitPageParts, request: FastifyRequest, { code: unit }: Unit, entered: EnteredCode): void {
  parts.askInvitation({ unit, entered }).catch((err: unknown) => {
    request.log.warn({ err }, 'a code entered at a poster was not looked at');
  });
}

async function withUnit(
  parts: UnitPageParts,
  request: FastifyRequest<OfUnit>,
  reply: FastifyReply,
  answer: (unit: Unit) => FastifyReply,
): Promise<FastifyReply> {
  const unit = (await parts.units()).get(request.params.unit);
  if (!unit?.parentCode) return sendPage(reply.code(404), noUnitPage(request.locale, request.url));
  return answer(unit);
}
