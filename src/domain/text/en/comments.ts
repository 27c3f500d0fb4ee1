import type { CommentsText } from '../vi/comments.ts';

export const commentsText: CommentsText = {
  title: 'Comments',
  lead: 'Published in batches of at least 5, shuffled, with personal details masked.',
  search: 'Search the comments',
  searchHint: 'diacritics do not matter',
  topic: 'Topic',
  allTopics: 'All topics',
  none: 'No topic found',
  period: 'Published in',
  apply: 'Show',
  topics: 'Filter by topic',
  total: (count) => `${count} comments`,
  totalOver: (count) => `More than ${count} comments`,
  many: (count) =>
    `More than ${count} comments match, so they are not counted by topic. For numbers choose a unit or a shorter period.`,
  batch: (unit, month) => `${unit}, published in ${month}`,
  older: 'Older comments',
  newest: 'Back to the newest',
  notFiltered: 'Comments carry no procedure and no channel: these filters have no effect here.',
  emptyTitle: 'No comments have been published yet',
  empty: [
    'Comments appear once a unit has 5 that are not yet published, so that nobody can guess which is whose.',
    'Where there are few: after two weeks they are published together with those of other units, for the province.',
  ],
  notFoundTitle: 'No comment matches',
  notFound: 'Try another word, take off a filter or choose a longer period.',
  clear: 'Show all comments',
  method: 'How comments are published',
  methodLines: [
    'Phones, ID numbers, e-mail addresses, dossier codes, number plates, house addresses and names become marks such as [tên].',
    'No score, day, procedure or anything else of a dossier stands beside a comment: its unit and month of publication only.',
    'Topics are found by keywords, so some are missed or wrong. A comment may have several.',
    'When a response is withdrawn, its comment goes too, with the next batch.',
  ],
};
