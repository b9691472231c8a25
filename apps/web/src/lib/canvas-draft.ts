/** Where this browser keeps what is written for a canvas and not sent yet; `new` for the one that is not made yet. */
export function canvasDraftKey(canvasId: string): string {
  return `outlast.canvas.draft.${canvasId}`
}
