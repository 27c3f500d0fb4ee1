/** What is published for everybody, and the same for keeping. */
export const LEDGER_PATH = '/cong-khai';
export const LEDGER_FILE = `${LEDGER_PATH}/so-cai.txt`;
