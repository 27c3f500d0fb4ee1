import { EventEmitter } from 'node:events';
import type { Phone } from './phone.ts';

/** The phones on the page, in order; one can be added while it runs. Emits `change` with the phone concerned. */
export class PhoneRack extends EventEmitter<{ change: [phone: Phone] }> {
  readonly #phones = new Map<string, Phone>();
  readonly #make: (position: number) => Phone;

  /** @param make the next phone; `position` counts from 1 */
  constructor(make: (position: number) => Phone) {
    super();
    this.setMaxListeners(0);
    this.#make = make;
  }

  get phones(): readonly Phone[] {
    return [...this.#phones.values()];
  }

  find(id: string): Phone | null {
    return this.#phones.get(id) ?? null;
  }

  add(): Phone {
    const phone = this.#make(this.#phones.size + 1);
    this.#phones.set(phone.id, phone);
    phone.onChange(() => this.emit('change', phone));
    this.emit('change', phone);
    return phone;
  }
}
