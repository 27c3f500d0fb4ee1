import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditFacts } from '../../../domain/audit.ts';
import { pictureSvg, type ChartPicture } from '../../ui/chart-picture.ts';
import { picturePng } from '../../ui/picture-png.ts';
import { WebError } from '../../problem.ts';
import type { ConsoleParts } from '../parts.ts';
import type { Action } from '../policy.ts';
import { sendRecorded } from './export-route.ts';
import { fileName } from './send-file.ts';

export interface ChartFile {
  readonly words: readonly string[];
  readonly picture: ChartPicture;
  readonly facts: AuditFacts;
}

export interface ChartRoute {
  /** Without extension: `/console/export/trend`. */
  readonly path: string;
  readonly action: Action;
  /** Null where there is no chart on screen either. */
  readonly make: (request: FastifyRequest) => Promise<ChartFile | null>;
}

const FORMATS = {
  svg: { type: 'image/svg+xml', draw: async (svg: string) => svg },
  png: { type: 'image/png', draw: picturePng },
} as const;

/** `<path>.svg` and `<path>.png`: a chart with its title, as a file. Every download is in the audit log. */
export function chartRoute(
  server: FastifyInstance,
  parts: Pick<ConsoleParts, 'recordAudit'>,
  { path, action, make }: ChartRoute,
): void {
  for (const format of ['svg', 'png'] as const) {
    const options = { config: { access: 'session', action } as const, exposeHeadRoute: false };
    server.get(`${path}.${format}`, options, async (request, reply) => {
      const file = await make(request);
      if (!file) throw new WebError(404, 'nothing-to-export', 'There are no figures for this filter.');
      const { type, draw } = FORMATS[format];
      const body = await draw(pictureSvg(file.picture));
      const told = { kind: 'chart', facts: file.facts, name: fileName(file.words, format), type };
      return sendRecorded(parts, request, reply, { ...told, open: () => body });
    });
  }
}
