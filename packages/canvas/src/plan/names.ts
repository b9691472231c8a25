/** Gives each name one id: n1, n2, … Names that differ in case or spaces only are one thing. */
export class Names {
  private readonly ids = new Map<string, string>()
  private readonly prefix: string

  constructor(prefix = 'n') {
    this.prefix = prefix
  }

  idOf(name: string): string {
    const key = keyOf(name)
    const known = this.ids.get(key)
    if (known !== undefined) return known
    const id = `${this.prefix}${this.ids.size + 1}`
    this.ids.set(key, id)
    return id
  }

  has(name: string): boolean {
    return this.ids.has(keyOf(name))
  }
}

const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
