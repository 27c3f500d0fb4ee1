import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { CodedError } from '../src/lib/coded-error.ts';

const ACCOUNT = {
  PUBLIC_URL: 'https://hai-long.test/',
  ZALO_APP_ID: '360846524940903967',
  ZALO_APP_SECRET: 'the-secret-of-the-app',
  ZALO_OA_ID: '388613280878808645',
  ZALO_OA_SECRET: 'the-key-of-the-webhook',
};

const DIRECTORY = {
  PUBLIC_URL: 'https://hai-long.test/',
  OIDC_ISSUER: 'https://id.test',
  OIDC_CLIENT_ID: 'hai-long',
  OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
};

function faultsOf(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof CodedError) return error.message;
    throw error;
  }
  return '';
}

describe('src/config.ts', () => {
  it('leaves out what is not set', () => {
    expect(readConfig({})).toMatchObject({
      telegram: null,
      zalo: null,
      agency: null,
      siteVerification: null,
      database: null,
    });
  });

  it('reads a mail server with its sender, and never tells its password', () => {
    const SMTP_URL = 'smtps://thu:mat-khau@mail.so-noi-vu.test';
    const LEDGER_MAIL_TO = 'luu-tru@so-noi-vu.test, kiem-toan@so-noi-vu.test';
    expect(readConfig({ SMTP_URL, SMTP_FROM: 'khong-tra-loi@so-noi-vu.test', LEDGER_MAIL_TO }).mail).toEqual({
      url: SMTP_URL,
      from: 'khong-tra-loi@so-noi-vu.test',
      ledgerTo: ['luu-tru@so-noi-vu.test', 'kiem-toan@so-noi-vu.test'],
    });
    expect(readConfig({}).mail).toBeNull();
    expect(faultsOf({ SMTP_URL })).toContain('SMTP_FROM must be set when SMTP_URL is');
    expect(faultsOf({ LEDGER_MAIL_TO })).toContain('SMTP_URL must be set when LEDGER_MAIL_TO is');
    const wrong = faultsOf({ SMTP_URL: 'http://thu:mat-khau@mail', SMTP_FROM: 'ai', LEDGER_MAIL_TO: 'ai, đó' });
    for (const name of ['SMTP_URL', 'SMTP_FROM', 'LEDGER_MAIL_TO']) expect(wrong).toContain(name);
    expect(wrong).not.toContain('mat-khau');
  });

  it('reads the Official Account, with the roots of Zalo and a chat survey unless told', () => {
    expect(readConfig(ACCOUNT).zalo).toEqual({
      appId: ACCOUNT.ZALO_APP_ID,
      appSecret: ACCOUNT.ZALO_APP_SECRET,
      oaId: ACCOUNT.ZALO_OA_ID,
      oaSecret: ACCOUNT.ZALO_OA_SECRET,
      oaName: null,
      refreshToken: null,
      roots: {
        openapi: 'https://openapi.zalo.me',
        business: 'https://business.openapi.zalo.me',
        oauth: 'https://oauth.zaloapp.com',
      },
      templates: { invite: null, late: null, condolence: null, rating: null, 'back-check': null, 'slip-notice': null },
      chatSurvey: true,
      hashPhones: false,
    });
    const told = { ZALO_CHAT_SURVEY: 'off', ZALO_HASH_PHONES: 'on', ZALO_TEMPLATE_LATE: '42', ZALO_OA_NAME: 'Góp ý' };
    expect(readConfig({ ...ACCOUNT, ...told }).zalo).toMatchObject({
      oaName: 'Góp ý',
      templates: { invite: null, late: '42' },
      chatSurvey: false,
      hashPhones: true,
    });
  });

  it('reads where nightly files come from, and whom webhooks may reach in the own network', () => {
    expect(readConfig({})).toMatchObject({ dropFolder: null, webhooks: { privateHosts: [] } });
    const told = {
      DROP_FOLDER: '/srv/files',
      DROP_FOLDER_UNIT: '99001',
      WEBHOOK_PRIVATE_HOSTS: 'Mot-Cua.lan, 10.0.0.7',
    };
    expect(readConfig(told)).toMatchObject({
      dropFolder: { path: '/srv/files', unit: '99001' },
      webhooks: { privateHosts: ['mot-cua.lan', '10.0.0.7'] },
    });
  });

  it('spools beside embedded servers, and elsewhere only where a folder is named', () => {
    const external = { DATABASE_URL: 'postgres://localhost/x', ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') };
    expect(readConfig({ DATA_DIR: '/data' }).spoolDir).toBe('/data/spool');
    expect(readConfig(external).spoolDir).toBeNull();
    expect(readConfig({ ...external, SPOOL_DIR: '/spool' }).spoolDir).toBe('/spool');
  });

  it('reads the directory that agencies sign in with', () => {
    const client = { issuer: 'https://id.test', clientId: 'hai-long', clientSecret: 'the-secret-of-the-client' };
    expect(readConfig(DIRECTORY).agency).toEqual({ ...client, label: null });
    expect(readConfig({ ...DIRECTORY, OIDC_LABEL: 'Cổng thành phố' }).agency?.label).toBe('Cổng thành phố');
  });

  it.each([
    [{ DROP_FOLDER: 'files' }, 'DROP_FOLDER must be an absolute path'],
    [{ DROP_FOLDER_UNIT: '99001' }, 'DROP_FOLDER must be set when DROP_FOLDER_UNIT is'],
    [{ DROP_FOLDER: '/srv', DROP_FOLDER_UNIT: 'H26' }, 'DROP_FOLDER_UNIT must be a commune or province code'],
    [{ OIDC_ISSUER: 'https://id.test' }, 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together'],
    [{ ...DIRECTORY, OIDC_ISSUER: 'http://id.test' }, 'OIDC_ISSUER must be a URL that starts with https://'],
    [{ ...DIRECTORY, PUBLIC_URL: '' }, 'PUBLIC_URL must be set when OIDC_ISSUER is'],
    [{ WEBHOOK_PRIVATE_HOSTS: 'https://mot-cua.lan' }, 'WEBHOOK_PRIVATE_HOSTS must be names or addresses of hosts'],
  ])('refuses %j', (env, fault) => {
    expect(faultsOf(env)).toContain(fault);
  });

  it.each(['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET'])(
    'misses %s when it stands out',
    (name) => {
      const faults = faultsOf({ ...ACCOUNT, [name]: '' });
      expect(faults).toContain(`${name} must be set as well`);
    },
  );

  it.each(['ZALO_REFRESH_TOKEN', 'ZALO_TEMPLATE_RATING'])('takes no %s without an account', (name) => {
    expect(faultsOf({ [name]: '400001' })).toContain(`must be set when ${name} is`);
  });

  it('demands the address that Zalo calls', () => {
    expect(faultsOf({ ...ACCOUNT, PUBLIC_URL: '' })).toContain('PUBLIC_URL must be set when ZALO_APP_ID is');
  });

  it('takes the code of the site without an account, for the domain is verified first', () => {
    expect(readConfig({ ZALO_SITE_VERIFICATION: 'G-kc_F7' }).siteVerification).toBe('G-kc_F7');
    expect(faultsOf({ ZALO_SITE_VERIFICATION: 'zalo_verifier/../x.html' })).toContain('ZALO_SITE_VERIFICATION must');
  });

  it('reads the proxy as other programs spell it, and refuses certificates that Node would only warn of', () => {
    expect(readConfig({}).proxy).toBeNull();
    const small = { https_proxy: 'http://a:b@proxy.test:3128', no_proxy: 'mail.test, .noi-bo.test' };
    expect(readConfig(small).proxy).toMatchObject({ host: 'proxy.test', exceptions: ['mail.test', '.noi-bo.test'] });
    expect(readConfig({ ...small, HTTPS_PROXY: 'https://other.test' }).proxy).toMatchObject({ host: 'other.test' });
    expect(faultsOf({ HTTPS_PROXY: 'socks5://a:secret-of-it@proxy.test' })).toMatch(/HTTPS_PROXY must be a URL/);
    expect(faultsOf({ HTTPS_PROXY: 'socks5://a:secret-of-it@proxy.test' })).not.toContain('secret-of-it');
    expect(faultsOf({ NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' })).toMatch(/NODE_EXTRA_CA_CERTS must be a file of cert/);
    expect(faultsOf({ NODE_EXTRA_CA_CERTS: 'package.json' })).toMatch(/NODE_EXTRA_CA_CERTS must be a file of cert/);
  });

  it('reports every fault at once, by name and never by value', () => {
    const secret = 'something-nobody-may-read';
    const faults = faultsOf({
      ...ACCOUNT,
      ZALO_APP_ID: secret,
      ZALO_TEMPLATE_INVITE: secret,
      ZALO_CHAT_SURVEY: secret,
      ZALO_OAUTH_ROOT: secret,
    });
    for (const name of ['ZALO_APP_ID', 'ZALO_TEMPLATE_INVITE', 'ZALO_CHAT_SURVEY', 'ZALO_OAUTH_ROOT'])
      expect(faults).toContain(name);
    expect(faults).not.toContain(secret);
    expect(faultsOf({ ...ACCOUNT, PUBLIC_URL: '', ZALO_OA_SECRET: '' })).not.toContain(ACCOUNT.ZALO_APP_SECRET);
  });
});
