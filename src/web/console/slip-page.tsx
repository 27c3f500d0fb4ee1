import type { VNode } from 'preact';
import { VERIFY_PATH } from '../../service/check-message.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import { Button, PrintButton } from '../ui/button.tsx';
import { formatUnit } from '../ui/format.ts';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { QrCode } from './qr-code.tsx';
import { QrPictures } from './qr-pictures.tsx';
import { consoleTextFor } from './text.ts';

export const SLIP_SIZES = ['a5', '80mm'] as const;
export type SlipSize = (typeof SLIP_SIZES)[number];

export interface SlipProps {
  readonly dossier: DossierStatus;
  readonly size: SlipSize;
  /** How many the survey asks. */
  readonly questions: number;
  readonly complaintPhone: string;
}

/** What the citizen takes home. The slip is Vietnamese first, whatever language the clerk reads. */
export function slipPage(visit: Visit, slip: SlipProps): VNode {
  const { dossier, size } = slip;
  const text = consoleTextFor(visit.locale).slip;
  const path = `/console/dossiers/${encodeURIComponent(dossier.code)}/slip`;
  return (
    <ConsoleFrame {...visit} title={text.pageTitle} page={null}>
      <div class="page-head">
        <h1 class="screen-only">{text.pageTitle}</h1>
        <div class="actions">
          <PrintButton>{text.print}</PrintButton>
          <Button kind="secondary" href={size === 'a5' ? `${path}?size=80mm` : path}>
            {size === 'a5' ? text.receipt : text.a5}
          </Button>
          <Button kind="quiet" href="/console/dossiers/new">
            {text.back}
          </Button>
        </div>
      </div>
      <Slip {...slip} />
      <QrPictures code={dossier.code} locale={visit.locale} />
    </ConsoleFrame>
  );
}

function Slip({ dossier, size, questions, complaintPhone }: SlipProps): VNode {
  const text = consoleTextFor('vi').slip;
  const { code, unit, shortCode, links } = dossier;
  return (
    <article class={size === 'a5' ? 'slip' : 'slip slip--80mm'} lang="vi">
      <p class="slip__unit">{text.people(formatUnit(unit, 'vi').replace(/^./, (first) => first.toLowerCase()))}</p>
      <h2>{text.title}</h2>
      <div class="slip__codes">
        <QrCode text={links.web} label={text.qrLabel} />
        <div>
          <p>{text.scan}</p>
          <p class="slip__small">{text.shortCode}</p>
          <p class="slip__short">{shortCode}</p>
          <p class="slip__small">
            {text.code}: <span class="tabular">{code}</span>
          </p>
        </div>
      </div>
      <ol>
        {text.steps(questions).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        {text.safety(shortCode)} {text.verify(`${new URL(links.web).host}${VERIFY_PATH}`)}
      </p>
      <p class="slip__small">{text.complaints(complaintPhone)}</p>
      <Others links={links} />
    </article>
  );
}

/** The chats, beside the page that the large code opens. */
function Others({ links: { zalo, telegram } }: Pick<DossierStatus, 'links'>): VNode | null {
  const text = consoleTextFor('vi').slip;
  if (zalo === null && telegram === null) return null;
  return (
    <div class="slip__others">
      {zalo === null ? null : (
        <div class="slip__second">
          <QrCode text={zalo.chatUrl} label={text.qrZalo} small />
          <p>
            {text.zalo(zalo.accountName)} <strong class="tabular">{zalo.code}</strong>.
          </p>
        </div>
      )}
      {telegram === null ? null : (
        <div class="slip__second">
          <QrCode text={telegram} label={text.qrTelegram} small />
          <p>{text.telegram}</p>
        </div>
      )}
      {zalo === null ? null : <p class="slip__small">{text.throughZalo}</p>}
    </div>
  );
}
