import { type DrawingElement, MAX_ELEMENTS } from '@outlast/contract'
import { drawPreview } from '@outlast/canvas'
import { AppError } from '../../../http/app-error.ts'
import { toStorable } from './storable.ts'

/** Elements as they are stored, with their count and their preview. Throws `invalid_request` for too many. */
export function prepareDrawing(elements: readonly DrawingElement[]) {
  if (elements.length > MAX_ELEMENTS) {
    const message = `the canvas would have ${elements.length} elements, more than ${MAX_ELEMENTS.toLocaleString('en')}`
    throw new AppError('invalid_request', `body: ${message}`, { issues: [{ path: 'body', message }] })
  }
  return { ...toStorable(elements), preview: drawPreview(elements) }
}
