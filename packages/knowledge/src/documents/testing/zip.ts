import { crc32, deflateRawSync } from 'node:zlib'

export type ZipFixture = {
  name: string
  bytes: Uint8Array | string
  /** What the headers say it unpacks to, when that is a lie. */
  claimedBytes?: number
  /** Sets the flag that says so; the bytes stay as they are. */
  isEncrypted?: boolean
}

/** A deflated ZIP archive, with the lies that a hostile one tells; `claimedEntries` is what its end says it holds. */
export function makeZip(entries: ZipFixture[], claimedEntries = entries.length): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const bytes = Buffer.from(entry.bytes)
    const packed = deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.isEncrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(entry.claimedBytes ?? bytes.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\x03\x04'), fields, name, packed)
    central.push(Buffer.from('PK\x01\x02\x14\x00'), fields, place, name)
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(claimedEntries, 8)
  end.writeUInt16LE(claimedEntries, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
