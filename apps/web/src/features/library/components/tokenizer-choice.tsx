'use client'

import { BpeEncoding, TokenizerName } from '@outlast/contract'
import { Select, TextInput } from '../../../ui/field.tsx'
import { pieceLength } from '../state.ts'
import type { Cutting } from '../use-tokens.ts'

const WORDS: Record<TokenizerName, string> = {
  space: 'Space',
  word: 'Word',
  char: 'Character',
  sentence: 'Sentence',
  grammar: 'Grammar',
  subword: 'Subword',
  syllable: 'Syllable',
  frequency: 'Frequency',
  byte: 'Byte',
  bpe: 'BPE',
}

interface TokenizerChoiceProps {
  label: string
  cutting: Cutting
  onChange: (next: Cutting) => void
}

/** Which tokenizer, and what it has to be told. */
export function TokenizerChoice({ label, cutting, onChange }: TokenizerChoiceProps) {
  const { tokenizer, encoding, length } = cutting
  return (
    <>
      <Select
        aria-label={label}
        value={tokenizer}
        onChange={({ target }) => onChange({ ...cutting, tokenizer: TokenizerName.parse(target.value) })}
      >
        {TokenizerName.options.map((name) => (
          <option key={name} value={name}>
            {WORDS[name]}
          </option>
        ))}
      </Select>
      {tokenizer === 'bpe' && (
        <Select
          aria-label={`Encoding of the ${label.toLowerCase()}`}
          value={encoding}
          onChange={({ target }) => onChange({ ...cutting, encoding: BpeEncoding.parse(target.value) })}
        >
          {BpeEncoding.options.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
      {tokenizer === 'subword' && (
        <label className="flex items-center gap-1.5 text-xs text-ink-2">
          Length
          <TextInput
            type="number"
            min={1}
            max={64}
            value={length}
            onChange={({ target }) => onChange({ ...cutting, length: pieceLength(target.valueAsNumber) ?? length })}
            className="h-7 w-16 text-xs"
          />
        </label>
      )}
    </>
  )
}
