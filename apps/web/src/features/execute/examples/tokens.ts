import type { Content } from '../state.ts'

export const TOKENS: Content = {
  name: 'Tokens side by side',
  language: 'python',
  code: `# One text, cut in ten ways. Change it and run it again.
from outlast import detokenize, display, tokenize

text = "Dr. Müller's unbelievably small café costs €4.50 👩‍🚀. Nobody knows why!"

kinds = ["sentence", "space", "word", "grammar", "syllable", "subword", "frequency", "bpe", "char", "byte"]
rows = []
for kind in kinds:
    tokens = tokenize(text, kind)
    rows.append({"kind": kind, "tokens": len(tokens), "pieces": "·".join(token.text for token in tokens)})
display(rows)

# What a language model sees: numbers. They are enough to get the text back.
tokens = tokenize(text, "bpe")
display(tokens)
ids = [token.id for token in tokens]
print(ids)

detokenize(ids, "bpe") == text
`,
}
