import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import type { Locale } from '../domain/locale.ts';
import { VERIFY_PATH } from '../service/check-message.ts';
import { SIGN_IN_PATH } from './auth/require-session.ts';
import { VerifyLink } from './citizen/frame.tsx';
import { Button } from './ui/button.tsx';
import { pageTextFor } from './ui/format.ts';
import { Layout, SiteVerification } from './ui/layout.tsx';
import { sendPage } from './ui/render.ts';

interface LandingParts {
  readonly siteVerification: string | null;
}

/** `/`: what this is, for whoever comes without a slip. Staff find the way in where the console is served too. */
export async function landingRoutes(server: FastifyInstance, { siteVerification }: LandingParts): Promise<void> {
  server.get('/', { config: { access: 'public' } }, async (request, reply) => {
    const hasConsole = server.hasRoute({ method: 'GET', url: SIGN_IN_PATH });
    const hasPages = server.hasRoute({ method: 'GET', url: VERIFY_PATH });
    return sendPage(reply, landingPage({ locale: request.locale, hasConsole, hasPages, siteVerification }));
  });
  if (siteVerification === null) return;
  server.get(`/zalo_verifier${siteVerification}.html`, { config: { access: 'public' } }, async (_request, reply) =>
    sendPage(reply, verifierPage(siteVerification)),
  );
}

/** Zalo looks for the code here or in the head of the first page. */
function verifierPage(code: string): VNode {
  return (
    <html lang="vi">
      <head>
        <SiteVerification code={code} />
        <title>{code}</title>
      </head>
      <body>
        <p>{code}</p>
      </body>
    </html>
  );
}

interface LandingProps extends LandingParts {
  readonly locale: Locale;
  readonly hasConsole: boolean;
  readonly hasPages: boolean;
}

function landingPage({ locale, hasConsole, hasPages, siteVerification }: LandingProps): VNode {
  const text = pageTextFor(locale).landing;
  return (
    <Layout locale={locale} title={text.title} width="narrow" siteVerification={siteVerification}>
      <h1>{text.title}</h1>
      <p class="large">{text.lead}</p>
      <section class="panel large" aria-labelledby="citizens">
        <h2 id="citizens">{text.citizens}</h2>
        <p>{text.citizensBody}</p>
        <p>{text.safety}</p>
        {hasPages ? <VerifyLink locale={locale} /> : null}
      </section>
      {hasConsole ? <Staff locale={locale} /> : null}
    </Layout>
  );
}

function Staff({ locale }: { readonly locale: Locale }): VNode {
  const text = pageTextFor(locale).landing;
  return (
    <section class="panel" aria-labelledby="staff">
      <h2 id="staff">{text.staff}</h2>
      <p>{text.staffBody}</p>
      <p class="actions">
        <Button kind="secondary" href="/console">
          {text.signIn}
        </Button>
      </p>
    </section>
  );
}
