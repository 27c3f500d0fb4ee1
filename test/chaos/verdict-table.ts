import type { Verdict } from './run-fault.ts';

export interface NotRun {
  readonly fault: string;
  readonly why: string;
}

const HEAD = [
  '| Fault | Surveys | Acknowledged | Lost | Twice | Invited twice | Left over | Recovered after |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

export function tableHead(): string {
  return HEAD.join('\n');
}

export function tableRow(row: Verdict | NotRun): string {
  if ('why' in row) return `| ${row.fault} | not run: ${row.why} | | | | | | |`;
  if ('broken' in row) return `| ${row.fault} | broken: ${row.broken} | | | | | | |`;
  const { fault, surveys, acknowledged, lost, doubled, invitedTwice, leftOver, recoveredS } = row;
  return `| ${[fault, surveys, acknowledged, lost, doubled, invitedTwice, leftOver, `${recoveredS} s`].join(' | ')} |`;
}
