import { APIError } from 'better-auth/api';
import { AGENCY, AGENCY_CALLBACK, knownOf, type Auth, type Known } from './create-auth.ts';

/** The way to the agency's directory; null while the directory does not answer. */
export interface AgencyStart {
  readonly url: string;
  /** Ties the answer to this browser. */
  readonly cookies: readonly string[];
}

export type AgencyOutcome =
  | { readonly kind: 'opened'; readonly person: Known; readonly cookies: readonly string[]; readonly next: string }
  /** Nobody was invited under this verified e-mail address, or the answer does not belong to this browser. */
  | { readonly kind: 'refused'; readonly cookies: readonly string[] };

export interface Agency {
  /** `next` is a page of the console. */
  startAgency(next: string, headers: Headers): Promise<AgencyStart | null>;
  /** The directory's answer; `search` is the query that it came with. */
  finishAgency(search: string, headers: Headers): Promise<AgencyOutcome>;
}

/** Sign-in through an OpenID Connect provider, for people who were invited. */
export function agencyCalls(auth: Auth): Agency {
  return {
    async startAgency(next, headers) {
      try {
        const { headers: answer, response } = await auth.api.signInSocial({
          body: { provider: AGENCY, callbackURL: next, errorCallbackURL: '/refused', disableRedirect: true },
          headers,
          returnHeaders: true,
        });
        return response.url === undefined ? null : { url: response.url, cookies: answer.getSetCookie() };
      } catch (error) {
        if (error instanceof APIError) return null;
        throw error;
      }
    },
    async finishAgency(search, headers) {
      const { baseURL } = await auth.$context;
      const answer = await auth.handler(new Request(`${baseURL}${AGENCY_CALLBACK}?${search}`, { headers }));
      const cookies = answer.headers.getSetCookie();
      const person = await personOf(auth, cookies);
      const next = answer.headers.get('location');
      return person && next !== null ? { kind: 'opened', person, cookies, next } : { kind: 'refused', cookies };
    },
  };
}

/** Whom the session belongs to that these cookies open; null when they open none. */
async function personOf(auth: Auth, cookies: readonly string[]): Promise<Known | null> {
  const cookie = cookies.map((each) => each.split(';', 1)[0]).join('; ');
  const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
  return session && knownOf(session.user);
}
