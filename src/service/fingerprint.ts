import { asId, type Fingerprint } from '../domain/ids.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { Vault } from '../lib/vault.ts';

/** @param e164 such as +84912345678 */
export function phoneIndex(vault: Vault, e164: string): Fingerprint {
  return asId<Fingerprint>(vault.index('phone', e164).toString('hex'));
}

export function addressIndex(vault: Vault, channel: ChannelName, account: string, address: string): Fingerprint {
  return asId<Fingerprint>(vault.index('address', `${channel}:${account}:${address}`).toString('hex'));
}

export function deviceIndex(vault: Vault, device: string): Fingerprint {
  return asId<Fingerprint>(vault.index('device', device).toString('hex'));
}

/** Of a draft's tracking id. */
export function trackingIndex(vault: Vault, trackingId: string): Fingerprint {
  return asId<Fingerprint>(vault.index('tracking', trackingId).toString('hex'));
}
