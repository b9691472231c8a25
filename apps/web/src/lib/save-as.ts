/** Hands bytes to the person as a download. */
export function saveAs(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** A title as the name of a file: without what some file systems do not take. */
export function fileNameOf(title: string, otherwise: string): string {
  return title.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || otherwise
}
