import type { CanvasStep, DrawingElement } from '@outlast/contract'
import { expect, test } from 'vitest'
import { LogBuffer } from '../../lib/log/log-buffer.ts'
import { describeSize, ghostOfProposal, ghostOfSteps, stepsOf } from './ghost.ts'

const element = (id: string): DrawingElement => ({
  id,
  type: 'rectangle',
  x: 0,
  y: 0,
  width: 10,
  height: 10,
  version: 1,
  versionNonce: 1,
  isDeleted: false,
})

function logOf(steps: readonly CanvasStep[]): LogBuffer {
  const log = new LogBuffer()
  const text = (step: CanvasStep) => JSON.stringify({ kind: 'canvas', data: step })
  log.append(
    steps.map((step, at) => ({ seq: at + 1, stream: 'display', text: text(step), at: '' })),
    steps.length,
  )
  return log
}
const BEGIN: CanvasStep = { step: 'begin', planner: 'built-in', base_version: 1 }
const elements = (...ids: string[]): CanvasStep => ({ step: 'elements', done: ids.length, elements: ids.map(element) })

test('the ghost grows with every step of the job', () => {
  const planned: CanvasStep = { step: 'planned', summary: '', elements: 2, remove: ['old'] }
  const ghost = ghostOfSteps(stepsOf(logOf([BEGIN, planned, elements('a'), elements('b')]).rows))
  expect(ghost.elements.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(ghost.remove).toEqual(['old'])
})

test('a new attempt makes what the one before has drawn void', () => {
  const steps = stepsOf(logOf([BEGIN, elements('a'), BEGIN, elements('b')]).rows)
  expect(ghostOfSteps(steps).elements.map(({ id }) => id)).toEqual(['b'])
})

test('the ghost of a proposal has what is added and what is changed; its size is said in words', () => {
  const proposal = { add: [element('a')], change: [element('b'), element('c')], remove: ['d'] }
  expect(ghostOfProposal(proposal).elements).toHaveLength(3)
  expect(describeSize(proposal)).toBe('1 new, 2 changed, 1 removed')
  expect(describeSize({ add: [], change: [], remove: [] })).toBe('nothing new')
})
