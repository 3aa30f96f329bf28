import { crc32, deflateRawSync } from 'node:zlib'

/** A zip file of the given parts, written by hand so that tests can make ones that lie. */
export async function makeZip(parts: readonly (readonly [name: string, content: string])[]): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(raw), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(raw.length, 18)
    shared.writeUInt16LE(name.length, 22)
    chunks.push(Buffer.from('PK\u0003\u0004'), shared, Buffer.from(name), packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, rest, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(18)
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...chunks, ...directory, Buffer.from('PK\u0005\u0006'), end]))
}

/** A workbook of one sheet with the given rows in XML. Shared text 0 is `antal & mere`, style 1 is a date. */
export function workbookOf(rows: string): Promise<Uint8Array> {
  return makeZip([
    ['xl/workbook.xml', '<workbook><sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>'],
    ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'],
    [
      'xl/sharedStrings.xml',
      '<sst><si><r><t>antal</t></r><r><t xml:space="preserve"> &amp; mere</t></r><rPh><t>x</t></rPh></si></sst>',
    ],
    ['xl/styles.xml', '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'],
    ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`],
  ])
}
