import { z } from 'zod'
import { Problem } from './problem.ts'

/** As UTF-16 units: 5 MiB of English. */
export const MAX_TOKENIZE_CHARS = 5 * 1024 * 1024
/** Tokens of one answer: 10,000 are 1.5 MB of JSON. */
export const MAX_TOKENS_PER_PAGE = 10_000

export const TokenizerName = z.enum([
  'space',
  'word',
  'char',
  'sentence',
  'grammar',
  'subword',
  'syllable',
  'frequency',
  'byte',
  'bpe',
])
export type TokenizerName = z.infer<typeof TokenizerName>

export const BpeEncoding = z.enum(['o200k_base', 'cl100k_base'])
export type BpeEncoding = z.infer<typeof BpeEncoding>

/** A piece of a text. The pieces of a text follow each other without gaps, so together they are the text. */
export const Token = z
  .object({
    text: z.string(),
    start: z.int().describe('UTF-16 units from the beginning of the text'),
    end: z.int(),
    index: z.int(),
    kind: z.string().describe('e.g. word, space, number, punctuation, sentence, piece, byte, bpe'),
    id: z.int().describe('The same for the same text: the rank of BPE, the value of a byte, else a hash of 53 bits'),
    global_id: z
      .string()
      .describe('128 bits of SHA-256 over workspace, document, tokenizer, position and text, in hex'),
  })
  .meta({ id: 'Token' })
export type Token = z.infer<typeof Token>

const tokenizerFields = {
  tokenizer: TokenizerName.default('word'),
  encoding: BpeEncoding.optional().describe('For bpe; o200k_base unless told'),
  length: z.int().min(1).max(64).optional().describe('For subword: graphemes of a piece; 3 unless told'),
}

const WellFormed = z
  .string()
  .refine((value) => value.isWellFormed(), { message: 'must be well-formed Unicode, without lone surrogates' })

export const Tokenize = z
  .object({
    text: WellFormed.max(MAX_TOKENIZE_CHARS),
    ...tokenizerFields,
    document: WellFormed.max(200).default('').describe('Names the document in global_id'),
    offset: z.int().min(0).default(0).describe('First token of the answer'),
    limit: z.int().min(0).max(MAX_TOKENS_PER_PAGE).default(1000),
  })
  .meta({ id: 'Tokenize' })
export type Tokenize = z.infer<typeof Tokenize>

export const TokenPage = z
  .object({
    tokenizer: TokenizerName,
    count: z.int().describe('Tokens of the whole text'),
    tokens: z.array(Token),
    next_offset: z.int().nullable(),
  })
  .meta({ id: 'TokenPage' })
export type TokenPage = z.infer<typeof TokenPage>

export const Detokenize = z
  .object({
    tokenizer: TokenizerName.default('word'),
    encoding: BpeEncoding.optional(),
    ids: z.array(z.int().min(0)).max(1_000_000).optional().describe('Of bpe or byte tokens'),
    tokens: z.array(WellFormed).max(1_000_000).optional().describe('Texts of tokens of any tokenizer'),
  })
  .refine(({ ids, tokens }) => (ids === undefined) !== (tokens === undefined), {
    message: 'needs either ids or tokens',
  })
  .refine(({ ids, tokenizer }) => ids === undefined || tokenizer === 'bpe' || tokenizer === 'byte', {
    message: 'takes ids of bpe and byte tokens only: the ids of other tokenizers are hashes',
  })
  .meta({ id: 'Detokenize' })
export type Detokenize = z.infer<typeof Detokenize>

/** The routes on tokens, which belong to the library. */
export const tokenRoutes = {
  tokenize: {
    method: 'POST',
    path: '/api/tokenize',
    summary: 'Cut a text into tokens with offsets; a page of them at a time',
    body: Tokenize,
    responses: { 200: TokenPage, 400: Problem, 401: Problem, 413: Problem },
  },
  detokenize: {
    method: 'POST',
    path: '/api/detokenize',
    summary: 'Put a text together again from ids or tokens',
    body: Detokenize,
    responses: { 200: z.object({ text: z.string() }), 400: Problem, 401: Problem, 413: Problem },
  },
} as const
