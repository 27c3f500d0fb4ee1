import { pino, type DestinationStream, type Logger } from 'pino';
import { idsOfWork } from './work-context.ts';

/** What parts log to. Messages are static text; data stands beside them as ids, codes and counts. */
export interface Log {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

const BOT_TOKEN = /bot\d+:[\w-]+/g;
const HIDDEN = '[hidden]';

/** The service's logger: JSON lines with the ids of request and job, errors by code and name only, so that no personal data can slip in. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      mixin: idsOfWork,
      serializers: { err: errorFacts, error: errorFacts },
      redact: {
        paths: ['req.headers', 'phone', 'text', 'token', 'address', '*.phone', '*.text', '*.token', '*.address'],
        censor: HIDDEN,
      },
    },
    destination ?? pino.destination({ sync: false }),
  );
}

/** Code, name and stack frames of an error and its causes; never its message, which may quote input. */
export function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? String(error.code).slice(0, 40) : undefined;
  return {
    name: error.name,
    ...(code === undefined ? {} : { code: code.replace(BOT_TOKEN, HIDDEN) }),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}

function framesOf(error: Error): readonly string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replace(BOT_TOKEN, HIDDEN));
}
