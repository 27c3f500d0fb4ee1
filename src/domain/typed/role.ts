/**
 * What a word does to the reading.
 * Sentiment: great … awful; a trailing `?` says that it is confirmed before it counts.
 * good-weak grows only with a question, bad-fact does not grow, fair and thanks yield to any other sentiment,
 * mid-alone and bad-alone count only as the whole message.
 * Around it: not, rarely (with a question) and lack turn it, very … barely grade it, retort ("đâu") turns what stands before it,
 * void makes the message unreadable, doubt asks, but and part make it mixed, wish ends what counts.
 */
export type Role =
  | 'great'
  | 'great?'
  | 'good'
  | 'good-weak'
  | 'good?'
  | 'mid'
  | 'mid?'
  | 'mid-alone'
  | 'bad'
  | 'bad?'
  | 'bad-fact'
  | 'bad-alone'
  | 'awful'
  | 'awful?'
  | 'fair'
  | 'thanks'
  | 'not'
  | 'rarely'
  | 'lack'
  | 'scant'
  | 'very'
  | 'very-after'
  | 'very?'
  | 'fairly'
  | 'slightly'
  | 'barely'
  | 'emphasis'
  | 'retort'
  | 'but'
  | 'part'
  | 'wish'
  | 'doubt'
  | 'void'
  | 'frame'
  | 'star'
  | 'over'
  | 'topic'
  | 'filler'
  | 'particle';
