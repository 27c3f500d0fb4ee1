import type { FastifyPluginAsync } from 'fastify';
import { viewerOf } from '../auth/require-session.ts';
import { agencyRoutes } from './agency-routes.ts';
import { attemptLimit } from './attempt-limit.ts';
import { auditRoutes } from './audit-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import { coverageRoutes } from './coverage-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { dossierFormRoutes } from './dossier-form-routes.ts';
import { dossierRoutes } from './dossier-routes.ts';
import { connectionRoutes } from './integration/connection-routes.ts';
import { improvementRoutes } from './improvements/improvement-routes.ts';
import { importRoutes } from './import-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import type { ConsoleParts } from './parts.ts';
import { accountRoutes } from './people/account-routes.ts';
import { linkRoutes } from './people/link-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { isFactorMissing, leadToFactor } from './people/require-factor.ts';
import { secondFactorRoutes } from './people/second-factor-routes.ts';
import { questionRoutes } from './question-routes.ts';
import { methodRoutes } from './method/method-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { signsRoutes } from './signs/signs-routes.ts';
import { rightsRoutes } from './rights/rights-routes.ts';
import { reportRoutes } from './report/report-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { unitsRoutes } from './units-routes.ts';
import { surveyRoutes } from './surveys/survey-routes.ts';
import { zaloConsentRoutes } from './zalo-consent-routes.tsx';

/** Pages for staff and admins under /console. Session guard and policy belong to the server. */
export function consoleSurface(parts: ConsoleParts): FastifyPluginAsync {
  return async (server) => {
    server.addHook('onRequest', async (request, reply) => {
      const { action } = request.routeOptions.config;
      if (action && (await isFactorMissing(parts, viewerOf(request), action))) return leadToFactor(request, reply);
      return undefined;
    });
    const isExceeded = attemptLimit(server);
    signInRoutes(server, parts, isExceeded);
    if (parts.agency) agencyRoutes(server, parts, isExceeded);
    linkRoutes(server, parts, isExceeded);
    accountRoutes(server, parts);
    secondFactorRoutes(server, parts, isExceeded);
    peopleRoutes(server, parts);
    connectionRoutes(server, parts);
    settingsRoutes(server, parts);
    methodRoutes(server, parts);
    overviewRoutes(server, parts);
    unitsRoutes(server, parts);
    coverageRoutes(server, parts);
    questionRoutes(server, parts);
    commentRoutes(server, parts);
    improvementRoutes(server, parts);
    dossierFormRoutes(server, parts);
    dossierRoutes(server, parts);
    auditRoutes(server, parts);
    signsRoutes(server, parts);
    rightsRoutes(server, parts);
    reportRoutes(server, parts);
    importRoutes(server, parts);
    channelRoutes(server, parts);
    deskRoutes(server, parts);
    surveyRoutes(server, parts);
    if (parts.zaloConsent) zaloConsentRoutes(server, parts.zaloConsent, parts.secure);
  };
}
