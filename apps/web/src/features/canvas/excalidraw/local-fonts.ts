import { ownSourcesOf, type FontSource } from '../fonts.ts'

const faces: FontSource[] = []

/**
 * Fonts come from here alone: Excalidraw names another host as well for each, in case ours should fail, and a browser
 * looks at both. Keeps in mind what comes from where, because a face does not tell. Call it before Excalidraw is loaded.
 */
export function keepFontsLocal(): void {
  const Native = window.FontFace
  if (Native.name === LocalFontFace) return
  const Local = class extends Native {
    constructor(family: string, source: string | BufferSource, descriptors?: FontFaceDescriptors) {
      const own = typeof source === 'string' ? ownSourcesOf(source, location.origin) : source
      super(family, own, descriptors)
      if (typeof own === 'string') faces.push({ family, source: own, unicodeRange: this.unicodeRange })
    }
  }
  Object.defineProperty(Local, 'name', { value: LocalFontFace })
  window.FontFace = Local
}

const LocalFontFace = 'LocalFontFace'

/** The faces that Excalidraw has made. */
export function localFaces(): readonly FontSource[] {
  return faces
}
