import { CodedError } from '../lib/coded-error.ts';
import { openIntegrationDesk, type IntegrationDesk } from '../service/integration/integration-desk.ts';
import type { ConnectionFault, Connector } from '../service/integration/integration-parts.ts';
import type { CommandScene } from './queue-command.ts';
import { systemClock } from './system-clock.ts';

/** Whoever runs commands at the machine. */
export const OPERATOR: Connector = { actor: { kind: 'command' }, scope: null };

export function operatorDesk({ stores, vault, config }: CommandScene): IntegrationDesk {
  return openIntegrationDesk({ ...stores, vault, clock: systemClock, privateHosts: config.webhooks.privateHosts });
}

const FAULTS: Readonly<Record<ConnectionFault['code'], string>> = {
  'name-missing': 'Name the system that will hold the key.',
  'unit-unknown': 'There is no such unit.',
  'unit-beyond': 'The unit is out of reach.',
  'url-malformed': 'The address must be an http or https URL without a password in it.',
  'url-insecure': 'The address must begin with https://, unless WEBHOOK_PRIVATE_HOSTS names its host.',
  'url-private': 'The address is a private one: WEBHOOK_PRIVATE_HOSTS must name its host.',
};

/** What a command ends with: the first fault says enough. */
export function refusal([fault]: readonly ConnectionFault[]): CodedError {
  return fault ? new CodedError(fault.code, FAULTS[fault.code]) : new CodedError('usage', 'The command was refused.');
}
