import type { Browser } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: string;
}

/**
 * What a phone's camera reads in a picture, given as PNG or SVG.
 * @throws when there is no code in it
 */
export async function readQr(browser: Browser, picture: Buffer, type: 'image/png' | 'image/svg+xml'): Promise<string> {
  const page = await browser.newPage();
  try {
    const address = `data:${type};base64,${picture.toString('base64')}`;
    const { width, height, data } = await page.evaluate<Pixels>(`(${DRAW})(${JSON.stringify(address)})`);
    return decodeQR({ width, height, data: Buffer.from(data, 'base64') });
  } finally {
    await page.close();
  }
}

/** Pictures without a size of their own are drawn large enough for a camera. */
const DRAW = `async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const width = Math.max(image.naturalWidth, 400);
  const height = Math.max(image.naturalHeight, 400);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  let bytes = '';
  for (const byte of data) bytes += String.fromCharCode(byte);
  return { width, height, data: btoa(bytes) };
}`;
