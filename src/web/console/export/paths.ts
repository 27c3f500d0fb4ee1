/** Without extension; the routes and the links to them. */
export const OVERVIEW_EXPORT = '/console/export/overview';
export const UNITS_EXPORT = '/console/export/units';
export const QUESTIONS_EXPORT = '/console/export/questions';
export const COVERAGE_EXPORT = '/console/export/coverage';
export const AUDIT_EXPORT = '/console/export/audit';

/** Charts of the overview that can be had as pictures. */
export const CHARTS = ['trend', 'factors'] as const;
export type ChartKey = (typeof CHARTS)[number];

/** Without extension. */
export function chartPath(chart: ChartKey): string {
  return `/console/export/${chart}`;
}
