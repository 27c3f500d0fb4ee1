/** Secrets of the test suite: made up, constant, so that a search can find them where they must not be. */
export const BOT_TOKEN = '4200000001:AAtestTokenForTheFakeBotApiOnly_0123456789';
export const API_KEY = 'hl_test_key_for_the_test_suite_only';
export const ADMIN = { email: 'quan-tri@hai-long.test', password: 'mat-khau-thu-nghiem' };
