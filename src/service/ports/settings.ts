/** Facts about this installation, by name: the queue backend in use, what admins set. */
export interface SettingStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  /** Sets `next` where `expected` stands (null: nothing); false when something else does. */
  compareAndSet(key: string, expected: string | null, next: string): Promise<boolean>;
}
