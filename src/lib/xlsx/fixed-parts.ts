import { escapeXml, stylesXml } from './cell-xml.ts';

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Everything of a workbook but its sheets: names of entries and their XML without its head. */
export function fixedParts(sheetNames: readonly string[]): readonly (readonly [string, string])[] {
  const numbers = sheetNames.map((_, i) => String(i + 1));
  const sheets = sheetNames.map((name, i) => {
    const number = String(i + 1);
    return `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  const stylesId = sheetNames.length + 1;
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('/xl/workbook.xml', 'sheet.main')}${numbers.map((number) => part(`/xl/worksheets/sheet${number}.xml`, 'worksheet')).join('')}${part('/xl/styles.xml', 'styles')}</Types>`,
    ],
    ['_rels/.rels', relations([relation(1, 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...numbers.map((number) => relation(Number(number), 'worksheet', `worksheets/sheet${number}.xml`)),
        relation(stylesId, 'styles', 'styles.xml'),
      ]),
    ],
    ['xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`],
    ['xl/styles.xml', `<styleSheet xmlns="${MAIN}">${stylesXml()}</styleSheet>`],
  ];
}

function part(path: string, kind: string): string {
  return `<Override PartName="${path}" ContentType="${TYPE}.${kind}+xml"/>`;
}

function relation(id: number, kind: string, target: string): string {
  return `<Relationship Id="rId${String(id)}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
}

function relations(each: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}
