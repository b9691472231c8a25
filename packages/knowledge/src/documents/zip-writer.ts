import { crc32 } from 'node:zlib'

/** A ZIP archive in which every entry is stored as it is (PKWARE APPNOTE 4.3): no times, no folders, no compression. */
export function writeZip(entries: ReadonlyMap<string, Uint8Array>): Buffer {
  const local: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const [name, bytes] of entries) {
    const header = entryHeader(name, bytes)
    const nameBytes = Buffer.from(name)
    local.push(Buffer.from('PK\x03\x04'), header, nameBytes, bytes)
    central.push(Buffer.from('PK\x01\x02\x14\x00'), header, centralTail(offset), nameBytes)
    offset += 4 + header.length + nameBytes.length + bytes.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.size, 8)
  end.writeUInt16LE(entries.size, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

/** The 26 bytes that the local header and the central directory have in common. */
function entryHeader(name: string, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(0x0800, 2) // names are UTF-8
  header.writeUInt16LE(0x21, 8) // the first of January 1980, the first day there is
  header.writeUInt32LE(crc32(bytes), 10)
  header.writeUInt32LE(bytes.length, 14)
  header.writeUInt32LE(bytes.length, 18)
  header.writeUInt16LE(Buffer.byteLength(name), 22)
  return header
}

function centralTail(offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return tail
}
