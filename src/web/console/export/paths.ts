/** Without extension; the routes and the links to them. */
export const OVERVIEW_EXPORT = '/console/export/overview';
export const AUDIT_EXPORT = '/console/export/audit';
