import {
  AlignmentType,
  convertMillimetersToTwip as mm,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Locale } from '../../../domain/locale.ts';
import { reportTextFor } from '../../../domain/text/report-paragraph.ts';
import { pictureSvg } from '../../ui/chart-picture.ts';
import { picturePng } from '../../ui/picture-png.ts';
import type { ReportCharts } from './report-charts.ts';
import type { ReportContent } from './report-content.ts';
import type { ReportTable } from './report-tables.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** As NĐ 30/2020/NĐ-CP has documents of agencies; every office PC has it, with all Vietnamese letters. */
const FONT = 'Times New Roman';
/** In half points. */
const BODY = 28;
const SMALL = 24;
const FOOT = 20;
const PICTURE_WIDTH = 600;

/** The report to go on writing: A4, its tables as tables, charts as pictures, page numbers and date in the foot. */
export async function reportDocx(content: ReportContent, charts: ReportCharts, locale: Locale): Promise<Buffer> {
  const text = reportTextFor(locale);
  const pictures = await Promise.all(charts.map((chart) => picture(chart, content)));
  const document = new Document({
    title: `${content.heading}. ${content.period}`,
    creator: 'Hài Lòng',
    styles: { default: { document: { run: { font: FONT, size: BODY, language: { value: languageOf(locale) } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) },
          },
        },
        footers: { default: footer(content.foot, text.page) },
        children: [
          heading(content.heading, HeadingLevel.HEADING_1, AlignmentType.CENTER),
          line(content.unit, { centred: true, bold: true }),
          line(content.period, { centred: true }),
          heading(text.paragraphTitle, HeadingLevel.HEADING_2),
          line(content.paragraph, { indented: true }),
          heading(text.tablesTitle, HeadingLevel.HEADING_2),
          ...content.tables.flatMap(tableOf),
          ...(pictures.length > 0 ? [heading(text.chartsTitle, HeadingLevel.HEADING_2), ...pictures] : []),
          heading(text.methodTitle, HeadingLevel.HEADING_2),
          ...content.method.map(
            (rule) => new Paragraph({ bullet: { level: 0 }, children: [new TextRun({ text: rule, size: SMALL })] }),
          ),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function languageOf(locale: Locale): string {
  return locale === 'vi' ? 'vi-VN' : 'en-GB';
}

type Level = (typeof HeadingLevel)[keyof typeof HeadingLevel];

function heading(text: string, level: Level, alignment?: 'center'): Paragraph {
  return new Paragraph({
    heading: level,
    spacing: { before: 240, after: 120 },
    keepNext: true,
    ...(alignment === undefined ? {} : { alignment }),
    children: [new TextRun({ text, bold: true, font: FONT, size: BODY, color: '000000' })],
  });
}

interface LineLook {
  readonly centred?: boolean;
  readonly bold?: boolean;
  readonly indented?: boolean;
}

function line(text: string, { centred = false, bold = false, indented = false }: LineLook): Paragraph {
  return new Paragraph({
    alignment: centred ? AlignmentType.CENTER : AlignmentType.JUSTIFIED,
    spacing: { after: 120, line: 320 },
    ...(indented ? { indent: { firstLine: mm(10) } } : {}),
    children: [new TextRun({ text, bold })],
  });
}

function tableOf({ caption, columns, rows }: ReportTable): readonly (Paragraph | Table)[] {
  const cells = (texts: readonly string[], isHead: boolean) =>
    texts.map((text, i) => cell(text, { isHead, numeric: columns[i]?.numeric === true }));
  const head = new TableRow({
    tableHeader: true,
    children: cells(
      columns.map(({ label }) => label),
      true,
    ),
  });
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 200, after: 80 },
      children: [new TextRun({ text: caption, bold: true })],
    }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [head, ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) }))],
    }),
  ];
}

function cell(text: string, { isHead, numeric }: { readonly isHead: boolean; readonly numeric: boolean }): TableCell {
  return new TableCell({
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    children: [
      new Paragraph({
        alignment: numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, size: SMALL, bold: isHead })],
      }),
    ],
  });
}

async function picture(chart: ReportCharts[number], content: ReportContent): Promise<Paragraph> {
  const png = await picturePng(
    pictureSvg({
      title: chart.title,
      lines: [`${content.unit} · ${content.period}`, chart.note],
      drawing: chart.picture,
      foot: content.foot,
    }),
  );
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: PICTURE_WIDTH, height: Math.round((PICTURE_WIDTH * height) / width) },
        altText: { name: chart.title, title: chart.title, description: chart.note },
      }),
    ],
  });
}

function footer(foot: string, page: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: 'right', position: mm(165) }],
        children: [
          new TextRun({ text: foot, size: FOOT }),
          new TextRun({ size: FOOT, children: [`\t${page} `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}
