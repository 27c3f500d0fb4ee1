export const REPORT_PATH = '/console/report';
export const REPORT_DOCX = '/console/export/report.docx';
