import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { id: 'hai-long-test', secret: 'secret-of-the-test-client' } as const;

export interface Identity {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

/** What a dishonest or broken directory does to its ID tokens. */
export type Trick = 'foreign-key' | 'wrong-nonce' | 'wrong-audience' | 'wrong-issuer' | 'expired';

export interface OidcProvider {
  readonly issuer: string;
  /** Calls that the specification does not allow. */
  readonly violations: readonly string[];
  /** Who has a session with the directory from now on. */
  signInAs(identity: Identity, trick?: Trick): void;
  close(): Promise<void>;
}

interface Grant {
  readonly identity: Identity;
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly trick: Trick | null;
}

const KEY_ID = 'k1';
const MINUTE_SECONDS = 60;

/**
 * A small OpenID Connect provider (Core 1.0, code flow with PKCE) that takes nothing but what the specification
 * allows from one client, at one redirect address. Whoever comes is signed in as `signInAs` said last.
 */
export async function startOidcProvider(redirectUri: () => string): Promise<OidcProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const violations: string[] = [];
  const grants = new Map<string, Grant>();
  let current: { readonly identity: Identity; readonly trick: Trick | null } | null = null;
  let issuer = '';

  const complain = (reply: ServerResponse, what: string) => {
    violations.push(what);
    sendJson(reply, 400, { error: 'invalid_request', error_description: what });
  };

  const authorize = (url: URL, reply: ServerResponse) => {
    const asked = Object.fromEntries(url.searchParams);
    const fault = authorizeFault(asked, redirectUri());
    if (fault !== null) return complain(reply, fault);
    if (!current) return complain(reply, 'nobody has a session');
    const code = randomBytes(16).toString('hex');
    grants.set(code, {
      ...current,
      nonce: asked['nonce'] ?? '',
      challenge: asked['code_challenge'] ?? '',
      redirectUri: asked['redirect_uri'] ?? '',
    });
    const back = new URL(asked['redirect_uri'] ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked['state'] ?? '');
    reply.writeHead(302, { location: back.href }).end();
    return undefined;
  };

  const token = async (request: IncomingMessage, reply: ServerResponse) => {
    const form = Object.fromEntries(new URLSearchParams(await bodyOf(request)));
    const grant = grants.get(form['code'] ?? '');
    grants.delete(form['code'] ?? '');
    const fault = tokenFault(request, form, grant);
    if (fault !== null || !grant) return complain(reply, fault ?? 'unknown code');
    const signer = grant.trick === 'foreign-key' ? foreign.privateKey : keys.privateKey;
    sendJson(reply, 200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: MINUTE_SECONDS,
      id_token: signToken(signer, claimsOf(grant, issuer)),
    });
    return undefined;
  };

  const server = createServer((request, reply) => {
    const url = new URL(request.url ?? '/', issuer);
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return sendJson(reply, 200, discovery(issuer));
      case 'GET /jwks':
        return sendJson(reply, 200, {
          keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }],
        });
      case 'GET /authorize':
        return authorize(url, reply);
      case 'POST /token':
        return void token(request, reply);
      default:
        return complain(reply, `there is no ${request.method ?? ''} ${url.pathname}`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  issuer = `http://127.0.0.1:${String(port)}`;
  return {
    issuer,
    violations,
    signInAs: (identity, trick) => void (current = { identity, trick: trick ?? null }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function discovery(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  };
}

function authorizeFault(asked: Readonly<Record<string, string>>, redirectUri: string): string | null {
  const scopes = (asked['scope'] ?? '').split(' ');
  const checks: readonly (readonly [boolean, string])[] = [
    [asked['response_type'] === 'code', 'response_type must be code'],
    [asked['client_id'] === CLIENT.id, 'client_id is unknown'],
    [asked['redirect_uri'] === redirectUri, `redirect_uri is not registered: ${asked['redirect_uri'] ?? 'none'}`],
    [scopes.includes('openid') && scopes.includes('email'), 'scope must hold openid and email'],
    [(asked['state'] ?? '').length >= 16, 'state is missing or short'],
    [(asked['nonce'] ?? '').length >= 16, 'nonce is missing or short'],
    [asked['code_challenge_method'] === 'S256', 'code_challenge_method must be S256'],
    [/^[\w-]{43}$/.test(asked['code_challenge'] ?? ''), 'code_challenge is malformed'],
    [!('client_secret' in asked), 'a secret stands in an address'],
  ];
  return checks.find(([holds]) => !holds)?.[1] ?? null;
}

function tokenFault(
  request: IncomingMessage,
  form: Readonly<Record<string, string>>,
  grant: Grant | undefined,
): string | null {
  if (!grant) return 'the code is unknown or was used';
  const basic = request.headers.authorization;
  const expected = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
  const isClient =
    basic === undefined
      ? form['client_id'] === CLIENT.id && form['client_secret'] === CLIENT.secret
      : basic === expected && !('client_secret' in form);
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  const checks: readonly (readonly [boolean, string])[] = [
    [(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'), 'not a form'],
    [form['grant_type'] === 'authorization_code', 'grant_type must be authorization_code'],
    [isClient, 'the client did not prove itself in exactly one way'],
    [form['redirect_uri'] === grant.redirectUri, 'redirect_uri differs from the one asked with'],
    [challenge === grant.challenge, 'code_verifier does not fit'],
  ];
  return checks.find(([holds]) => !holds)?.[1] ?? null;
}

function claimsOf({ identity, nonce, trick }: Grant, issuer: string): object {
  const now = Math.floor(Date.now() / 1000);
  const lifetime = trick === 'expired' ? -10 * MINUTE_SECONDS : 5 * MINUTE_SECONDS;
  return {
    ...identity,
    iss: trick === 'wrong-issuer' ? 'https://other.test' : issuer,
    aud: trick === 'wrong-audience' ? 'another-client' : CLIENT.id,
    nonce: trick === 'wrong-nonce' ? 'another-nonce-of-some-length' : nonce,
    iat: now + Math.min(lifetime, 0),
    exp: now + lifetime,
  };
}

function signToken(key: KeyObject, claims: object): string {
  const head = { alg: 'RS256', typ: 'JWT', kid: KEY_ID };
  const body = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(reply: ServerResponse, status: number, body: object): void {
  reply
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
