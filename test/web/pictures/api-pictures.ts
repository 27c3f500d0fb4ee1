import { DARK_ENGLISH, type Picture } from './picture.ts';

export const API_PICTURES: readonly Picture[] = [
  {
    name: 'api',
    reach: (page, stage, lang) => page.goto(`${stage.url}/api?lang=${lang}`),
    looks: DARK_ENGLISH,
  },
];
