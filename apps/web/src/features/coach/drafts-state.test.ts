import { MAX_ATTACHMENT_BYTES, MAX_MESSAGE_CHARS } from '@outlast/contract'
import { describe, expect, test } from 'vitest'
import {
  admit,
  charactersLeft,
  draftReducer,
  newDraft,
  whyNotSendable,
  type Draft,
  type DraftEvent,
} from './drafts-state.ts'

const draft = (...events: DraftEvent[]): Draft => events.reduce(draftReducer, newDraft('d', 's', null))
const typed = (text: string): DraftEvent => ({ type: 'typed', text })
const added = (localId: string): DraftEvent => ({
  type: 'files_added',
  files: [{ localId, name: `${localId}.pdf`, sizeBytes: 1 }],
})

describe('a draft', () => {
  test('with nothing in it cannot be sent, with a document alone it can', () => {
    expect(whyNotSendable(draft())).toBe('empty')
    expect(whyNotSendable(draft(typed(' \n')))).toBe('empty')
    const there: DraftEvent = { type: 'file_staged', localId: 'x', stage: { stage: 'there', fileId: 'file-x' } }
    expect(whyNotSendable(draft(added('x'), there))).toBeNull()
  })

  test('counts near the limit only, and holds back what is too long', () => {
    expect(charactersLeft('short')).toBeNull()
    expect(charactersLeft('x'.repeat(MAX_MESSAGE_CHARS - 5))).toBe(5)
    expect(whyNotSendable(draft(typed('x'.repeat(MAX_MESSAGE_CHARS))))).toBeNull()
    expect(whyNotSendable(draft(typed('x'.repeat(MAX_MESSAGE_CHARS + 1))))).toBe('too_long')
  })

  test('takes five files of 20 MB, and says why not more', () => {
    const file = (name: string, size = 1) => ({ name, size })
    const four = draft(added('1'), added('2'), added('3'), added('4'))
    expect(admit(four, [file('a')])).toEqual({ admitted: [file('a')], reason: null })
    expect(admit(four, [file('a'), file('b')])).toMatchObject({
      admitted: [file('a')],
      reason: expect.stringMatching(/takes 5 files/),
    })
    const large = file('film.pdf', MAX_ATTACHMENT_BYTES + 1)
    expect(admit(draft(), [large, file('b')])).toMatchObject({
      admitted: [file('b')],
      reason: expect.stringMatching(/film\.pdf.*20 MB/),
    })
  })
})
