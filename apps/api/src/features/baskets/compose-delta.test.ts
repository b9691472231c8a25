import { BasketDelta, MAX_CHANGES } from '@outlast/contract'
import { newId } from '@outlast/db'
import { expect, test } from 'vitest'
import type { Analysis } from './basket-deps.ts'
import { composeDelta } from './compose-delta.ts'

const create = (key: string, more: Partial<Analysis['proposals'][number]> = {}): Analysis['proposals'][number] => ({
  key,
  op: 'CREATE',
  id: null,
  after: { type: 'note', title: `Note ${key}`, body: '', state: 'proposed' },
  confidence: 0.9,
  ...more,
})
const analysisOf = (...proposals: Analysis['proposals']): Analysis => ({
  summary: 'A summary.',
  proposals,
  explanations: [{ by: 'built-in', text: 'It is new.', key: 'a', quote: 'Note', source: 0 }],
  confidence: 0.9,
})
const compose = (analysis: Analysis) => composeDelta(newId(), [], analysis).delta

test('a delta has the first thousand changes, none that requires one that is left out, and says so', () => {
  const many = Array.from({ length: MAX_CHANGES + 20 }, (_, n) => create(`k${n}`))
  const first = create('k0', { requires: ['k1'] })
  const second = create('k1', { requires: [`k${MAX_CHANGES}`] })
  const { changes, explanations } = compose(analysisOf(first, second, ...many.slice(2)))
  expect(changes).toHaveLength(MAX_CHANGES - 2)
  expect(explanations[0]).toMatchObject({ text: expect.stringContaining('There are 22 more'), change_id: null })
  expect(compose(analysisOf(...many.slice(0, MAX_CHANGES))).changes).toHaveLength(MAX_CHANGES)
})

test('numbers out of range are brought into it, and what explains nothing that is there explains the whole', () => {
  const delta = compose({ ...analysisOf(create('b', { confidence: 7 })), confidence: NaN })
  expect(BasketDelta.parse(delta)).toMatchObject({ confidence: 0, explanations: [{ change_id: null }] })
  expect(Object.values(delta.change_confidence)).toEqual([1])
})

test('the result of the job says only where the delta is', () => {
  const made = composeDelta(newId(), [], analysisOf(create('a')))
  const { basket_id, delta_id } = made.delta
  expect(JSON.parse(JSON.stringify(made))).toEqual({ basket_id, delta_id, changes: 1 })
})

test('open questions are for the coach, unsure changes for a look, and sure ones to be applied together', () => {
  const question = create('q', { after: { type: 'question', title: 'When?', body: '', state: 'proposed' } })
  const actions = (...proposals: Analysis['proposals']) => {
    const { recommended_actions, changes, delta_id } = compose(analysisOf(...proposals))
    const names = new Map([[delta_id, 'delta'], ...changes.map((each) => [each.change_id, each.after?.title] as const)])
    return recommended_actions.map(({ type, target }) => `${type} ${names.get(target) ?? target}`)
  }
  expect(actions(create('a'), question)).toEqual(['APPLY_ALL delta', 'RUN_AGENT coach'])
  const [less, least] = [create('less', { confidence: 0.5 }), create('least', { confidence: 0.2 })]
  expect(actions(create('a'), less, least)).toEqual(['EDIT Note least', 'EDIT Note less'])
  expect(actions()).toEqual([])
})
