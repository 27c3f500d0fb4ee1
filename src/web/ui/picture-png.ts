import { createRequire } from 'node:module';
import { PICTURE_FONT } from './chart-picture.ts';

/** Twice as many pixels as the drawing is wide: sharp in a document and on paper. */
const SCALE = 2;

/** Whole fonts: those of the pages are cut into alphabets and packed as browsers want them, which no drawing tool reads. */
const FONTS = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'];

/** An SVG of ours as PNG, drawn beside the event loop with our own fonts alone, so that every machine draws alike. */
export async function picturePng(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { resolve } = createRequire(import.meta.url);
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((file) => resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)),
      defaultFontFamily: PICTURE_FONT,
    },
    logLevel: 'off',
  });
  return image.asPng();
}
