import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { VERIFY_PATH } from '../../service/check-message.ts';
import { Layout } from '../ui/layout.tsx';
import { verifyTextFor } from './text.ts';

interface FrameProps {
  readonly locale: Locale;
  readonly title: string;
  /** The page's own address: it leads nowhere else. */
  readonly path: string;
  readonly children: ComponentChildren;
}

/** Larger type and targets than the console's. */
export function Frame({ locale, title, path, children }: FrameProps): VNode {
  return (
    <Layout
      locale={locale}
      title={title}
      width="narrow"
      home={path}
      foot={path === VERIFY_PATH ? null : <VerifyLink locale={locale} />}
    >
      <div class="citizen">{children}</div>
    </Layout>
  );
}

/** To the page that tells our messages from a scam. */
export function VerifyLink({ locale }: Pick<FrameProps, 'locale'>): VNode {
  return (
    <p>
      <a href={VERIFY_PATH}>{verifyTextFor(locale).link}</a>
    </p>
  );
}

export interface MessageProps extends FrameProps {
  readonly tone?: 'good' | 'attention' | 'trouble';
}

/** One heading and what it means. */
export function Message({ tone, title, children, ...frame }: MessageProps): VNode {
  return (
    <Frame {...frame} title={title}>
      <h1>{title}</h1>
      <div class={tone === undefined ? 'citizen__body' : `citizen__body notice notice--${tone}`}>{children}</div>
    </Frame>
  );
}
