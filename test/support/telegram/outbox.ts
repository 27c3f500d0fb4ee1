/** One call of the bot, as it came in. */
export interface RecordedCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly chatId: number | null;
  /** It took effect, whether or not the bot was told. */
  readonly accepted: boolean;
  /** HTTP status of the answer; null when none was given. */
  readonly status: number | null;
  readonly at: number;
}

export class Outbox {
  readonly calls: RecordedCall[] = [];
  /** Calls that no schema allows: a bot has none. */
  readonly violations: string[] = [];

  of(method: string, chatId?: number): readonly RecordedCall[] {
    return this.calls.filter((call) => call.method === method && (chatId === undefined || call.chatId === chatId));
  }

  accepted(method: string, chatId?: number): readonly RecordedCall[] {
    return this.of(method, chatId).filter((call) => call.accepted);
  }

  /** @throws Error naming the first call that no schema allows. */
  assertClean(): void {
    if (this.violations[0] !== undefined)
      throw new Error(`The bot made a call that the Bot API does not know: ${this.violations[0]}`);
  }

  clear(): void {
    this.calls.length = 0;
    this.violations.length = 0;
  }
}
