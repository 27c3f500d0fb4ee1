/** Who works with the console; what each may do stands in one table (web/console/policy.ts). */
export const ROLES = ['ministry-admin', 'province-admin', 'ward-admin', 'ward-staff', 'auditor'] as const;
export type Role = (typeof ROLES)[number];
