import type { Config } from '../config.ts';
import { apiKeyHash } from '../service/create-api-key.ts';
import type { ApiKeyStore } from '../service/ports.ts';
import type { Accounts } from '../web/auth/accounts.ts';

const KEY_NAME = 'bootstrap';

/** The first admin and the first key, in an empty database only; later starts change neither. */
export async function bootstrap(config: Config, accounts: Accounts, apiKeys: ApiKeyStore): Promise<void> {
  const { admin, apiKey } = config.bootstrap;
  if (admin) await accounts.bootstrapAdmin(admin.email, admin.password);
  if (apiKey !== null && !(await apiKeys.any())) {
    await apiKeys.create({ name: KEY_NAME, hash: apiKeyHash(apiKey), scope: null, test: false });
  }
}
