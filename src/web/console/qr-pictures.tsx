import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { Button } from '../ui/button.tsx';
import { deskTextFor } from './text.ts';

interface QrPicturesProps {
  readonly code: string;
  readonly locale: Locale;
}

/** The slip's code as a picture, for the official appointment form that another program prints. */
export function QrPictures({ code, locale }: QrPicturesProps): VNode {
  const text = deskTextFor(locale).qr;
  const path = `/console/dossiers/${encodeURIComponent(code)}`;
  return (
    <div class="panel screen-only">
      <h2>{text.title}</h2>
      <p>{text.hint}</p>
      <p class="actions">
        <Button kind="secondary" href={`${path}/qr.png`}>
          {text.png}
        </Button>
        <Button kind="secondary" href={`${path}/qr.svg`}>
          {text.svg}
        </Button>
      </p>
    </div>
  );
}
