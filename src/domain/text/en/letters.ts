import type { LettersText } from '../vi/letters.ts';

/** Letters to people of the console. */
export const lettersText: LettersText = {
  greeting: (name: string) => `Dear ${name},`,
  open: 'See the figures',
  account: 'Stop these letters on your account page',
  digest: {
    subject: (unit: string, day: string) => `Hài Lòng: the week in short, ${unit}, ${day}`,
    answered: (month: string, delivered: string, finished: string, rate: string, low: string, high: string) =>
      `In ${month} so far, ${finished} surveys were finished of ${delivered} invitations delivered: a response rate of ${rate} (95% confidence interval: ${low} to ${high}).`,
    answeredHidden: (month: string) => `In ${month} so far, fewer than 10 invitations: no response rate is given.`,
    satisfied: (from: string, to: string, share: string, low: string, high: string, answers: string) =>
      `The share satisfied from ${from} to ${to} is ${share} (95% confidence interval: ${low} to ${high}; ${answers} answers).`,
    tooFew: (from: string, to: string) => `From ${from} to ${to} there are fewer than 10 responses: no share is given.`,
    look: (alert: string) => `To look at: ${alert}`,
    calm: 'Nothing has changed beyond chance.',
  },
  alerts: {
    subject: (unit: string) => `Hài Lòng: something to look at, ${unit}`,
    note: 'Changes of figures are told when they are beyond chance (95% confidence interval). Each cause is told once.',
  },
  ledger: {
    subject: (day: string) => `Hài Lòng: root of the ledger, ${day}`,
    lead: 'Keep this letter where nobody of the system can change it. Compare the root with the public page later: a difference means that a response was changed or deleted.',
    line: (day: string, root: string, previous: string, entries: string) =>
      `${day}\n  root: ${root}\n  previous: ${previous}\n  units: ${entries}`,
  },
};
