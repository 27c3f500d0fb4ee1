import type { VNode } from 'preact';
import qrcode from 'qrcode';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  readonly small?: boolean;
}

const QUIET_ZONE = 4;

/** Drawn as one path; always dark on white, or phones do not read it. */
export function QrCode({ text, label, small = false }: QrCodeProps): VNode {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * QUIET_ZONE;
  return (
    <svg
      class={small ? 'qr qr--small' : 'qr'}
      viewBox={`0 0 ${String(side)} ${String(side)}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={pathOf(modules.size, (row, column) => modules.get(row, column) === 1)} fill="#000000" />
    </svg>
  );
}

function pathOf(size: number, isDark: (row: number, column: number) => boolean): string {
  const cells = Array.from({ length: size * size }, (_, i) => [Math.floor(i / size), i % size] as const);
  return cells
    .filter(([row, column]) => isDark(row, column))
    .map(([row, column]) => `M${String(column + QUIET_ZONE)} ${String(row + QUIET_ZONE)}h1v1h-1z`)
    .join('');
}
