/** What a file is that nobody here reads, with its article: "an image (PNG)". */
export async function describeType(bytes: Uint8Array): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  // The head alone: what a detector does with 4 KiB is bounded, and it names nearly everything by them.
  const found = await fileTypeFromBuffer(bytes.subarray(0, 4_100))
  if (found === undefined) return 'a binary file of an unknown kind'
  const [family = ''] = found.mime.split('/')
  return `${NOUNS[family] ?? 'a file of another kind'} (${found.ext.toUpperCase()})`
}

const NOUNS: Record<string, string> = { image: 'an image', audio: 'an audio file', video: 'a video', font: 'a font' }

const OFFICE: [RegExp, string][] = [
  [/^xl\/workbook\.(xml|bin)$/, 'an Excel workbook (.xlsx): save the sheet as CSV'],
  [/^ppt\/presentation\.xml$/, 'a PowerPoint presentation (.pptx): save it as PDF'],
  [/^META-INF\/container\.xml$/, 'an EPUB book'],
  [/^content\.xml$/, 'an OpenDocument file: save it as .docx or PDF'],
  [/^META-INF\/MANIFEST\.MF$/, 'a Java archive'],
]

/** What a ZIP archive is, by the names in it. */
export function describeOffice(names: string[]): string {
  const found = OFFICE.find(([pattern]) => names.some((name) => pattern.test(name)))
  return found?.[1] ?? 'a ZIP archive: upload the documents in it one by one'
}
