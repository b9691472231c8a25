// The few parts of Deno 2.9 that the runner uses. The whole of Deno's types would clash with Node's.

declare namespace Deno {
  type Stdin = { read(into: Uint8Array): Promise<number | null>; readSync(into: Uint8Array): number | null }
  type Stdout = { writeSync(bytes: Uint8Array): number }
  type Permission = { name: 'read' }
  let stdin: Stdin
  let stderr: Stdout
  const stdout: Stdout
  const args: string[]
  const permissions: { revokeSync(permission: Permission): unknown }
  let exit: (code?: number) => never
  function inspect(
    value: unknown,
    options?: { depth?: number; iterableLimit?: number; strAbbreviateSize?: number },
  ): string
  function readFileSync(path: string): Uint8Array<ArrayBuffer>
  function readTextFileSync(path: string): string
  type Pointer = { readonly pointer: unique symbol }
  /** Only the launcher may do this. */
  function dlopen<Name extends string>(
    library: string,
    symbols: Record<Name, { name?: string; parameters: string[]; result: string }>,
  ): { symbols: { syscall(...args: bigint[]): bigint; errnoLocation(): Pointer } }
  const UnsafePointer: { of(bytes: Uint8Array<ArrayBuffer>): Pointer; value(pointer: Pointer): number | bigint }
  const UnsafePointerView: new (pointer: Pointer) => { getInt32(): number }
  /** Key of Deno's own internals; used for its Console class only, so that formatting is the native one. */
  const internal: unique symbol
}

/** Only events of the global scope; Node's types don't declare them. */
declare function addEventListener(type: string, listener: (event: RunnerEvent) => void): void
type RunnerEvent = { preventDefault(): void; message: string; error?: unknown; reason?: unknown }

/** What programs import; the import map (`install-paths.ts`) says what it is. */
declare module 'outlast'
