/** What is published for everybody, and the same for keeping. */
export const LEDGER_PATH = '/cong-khai';
/** How those who are asked are drawn. */
export const DRAWS_PATH = `${LEDGER_PATH}/rut-tham`;
export const LEDGER_FILE = `${LEDGER_PATH}/so-cai.txt`;
/** Figures of one unit. */
export const UNIT_PATH = `${LEDGER_PATH}/don-vi`;
