import type { Procedure } from '../domain/procedure.ts';
import type { Survey } from '../domain/survey.ts';
import type { Unit, UnitCode } from '../domain/unit.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { ReferenceStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { columnsOf, upsert, type Table } from './table.ts';

const UNIT: Table<Unit> = {
  name: 'register.unit',
  key: ['code'],
  columns: {
    code: 'text',
    name: 'text',
    type: 'text',
    parentCode: 'text',
    agencyCodes: 'text[]',
    validFrom: 'date',
    validTo: 'date',
  },
};

const PROCEDURE: Table<Procedure> = {
  name: 'register.procedure',
  key: ['code'],
  columns: { code: 'text', name: 'text', field: 'text', tone: 'text', workingDays: 'integer' },
};

const FRESH_MS = 5_000;

/** Of role hl_register. What another process saves is seen within five seconds. */
export function openReferences(register: PrismaClient): ReferenceStore & { readonly forgetSurveys: () => void } {
  const units = remembered(() => findUnits(register));
  const procedures = remembered(() => findProcedures(register));
  const surveys = remembered(() => findSurveys(register));
  return {
    units: units.read,
    agencies: async () => agenciesOf((await units.read()).values()),
    procedures: procedures.read,
    surveys: surveys.read,
    forgetSurveys: surveys.forget,
    activeSurvey: async () => {
      const newest = [...(await surveys.read()).values()].at(-1);
      if (newest) return newest;
      throw new CodedError('no-survey', 'No survey is installed.');
    },
    saveUnits: async (rows) => {
      if (rows.length > 0) await register.$executeRaw(upsert(UNIT, rows));
      units.forget();
    },
    saveProcedures: async (rows) => {
      if (rows.length > 0) await register.$executeRaw(upsert(PROCEDURE, rows));
      procedures.forget();
    },
    saveSurvey: async (survey) => {
      await saveSurvey(register, survey);
      surveys.forget();
    },
  };
}

interface Remembered<Value> {
  read(): Promise<Value>;
  forget(): void;
}

function remembered<Value>(load: () => Promise<Value>): Remembered<Value> {
  let held: { readonly value: Promise<Value>; readonly until: number } | null = null;
  const forget = () => {
    held = null;
  };
  return {
    forget,
    read: () => {
      if (held && performance.now() < held.until) return held.value;
      const value = load();
      held = { value, until: performance.now() + FRESH_MS };
      value.catch(forget);
      return value;
    },
  };
}

function agenciesOf(units: Iterable<Unit>): ReadonlyMap<string, UnitCode> {
  return new Map([...units].flatMap(({ code, agencyCodes }) => agencyCodes.map((agency) => [agency, code] as const)));
}

async function findUnits(register: PrismaClient): Promise<ReadonlyMap<UnitCode, Unit>> {
  const rows = await register.$queryRaw<Unit[]>`
    SELECT ${columnsOf(UNIT, 'u')} FROM register.unit u ORDER BY u.code`;
  return new Map(rows.map((row) => [row.code, row]));
}

async function findProcedures(register: PrismaClient): Promise<ReadonlyMap<string, Procedure>> {
  const rows = await register.$queryRaw<Procedure[]>`
    SELECT ${columnsOf(PROCEDURE, 'p')} FROM register.procedure p ORDER BY p.code`;
  return new Map(rows.map((row) => [row.code, row]));
}

/** In the order in which they became active; the last is asked now. */
async function findSurveys(register: PrismaClient): Promise<ReadonlyMap<string, Survey>> {
  const rows = await register.$queryRaw<{ definition: Survey }[]>`
    SELECT s.definition FROM register.survey s WHERE s.active_from <= now() ORDER BY s.active_from, s.id`;
  return new Map(rows.map(({ definition }) => [definition.id, definition]));
}

/**
 * Active from the millisecond that has begun: rounded to the next one it would not be active yet for whoever asks now.
 * @throws CodedError `survey-frozen` when answers exist and the survey differs from what they answered.
 */
async function saveSurvey(register: PrismaClient, survey: Survey): Promise<void> {
  const saved = await register.$executeRaw`
    INSERT INTO register.survey AS s (id, definition, active_from)
    VALUES (${survey.id}, ${JSON.stringify(survey)}::jsonb, date_trunc('milliseconds', now()))
    ON CONFLICT (id) DO UPDATE SET definition = EXCLUDED.definition
    WHERE s.frozen_at IS NULL OR s.definition = EXCLUDED.definition`;
  if (saved === 1) return;
  throw new CodedError('survey-frozen', `Survey ${survey.id} has answers: a change needs a new version.`);
}
